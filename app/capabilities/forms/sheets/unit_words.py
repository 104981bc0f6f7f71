"""The units that inspection sheets use: symbols of ISO 80000 and words of the trade, as written."""


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


KNOWN = _words(
    "nm μm um mm cm dm m km in inch ft mil ng μg ug mg g kg t lb oz",
    "N kN mN kgf gf cN Pa kPa MPa hPa GPa bar mbar psi mmHg cmH2O mmH2O inHg Torr torr mmAq",
    "s sec ms min h hr hrs d day days month months yr",
    "μL uL μl mL ml ML dL L l m3 cm3 mm3 cc m2 cm2 mm2 dm2 m² cm² mm² dm² m³ cm³ mm³",
    "° °C °F K % ‰ ppm ppb ppt wt% vol% %RH RH% RH",
    "S mS μS nS MΩ·cm mW μW mJ μJ dyn gsm den dtex tex mOsm Bq",
    "A mA μA V mV kV W kW VA Ω kΩ MΩ mΩ Hz kHz MHz dB dBA dB(A) lx lux cd T mT Gs rpm r",
    "EU CFU cfu IU U mol mmol μmol kGy Gy J kJ mJ cal",
    "Shore ShoreA ShoreD HA HD HRC HRB HV HB HS IRHD cP mPa·s Pa·s cSt Fr Ga mesh NTU AU Abs abs",
    "pcs pc ea each set sets box boxes bag bags roll rolls lot batch unit units device part parts",
    "shot shots drop drops piece pieces test cycles cycle times teeth",
    "个 件 只 套 支 级 次 粒 滴 片 根 箱 盒 袋 包 张 瓶 桶 卷",
    "批 处 点 条 台 块 枚 副 组 模 穴 把 双 刀 皿 plate dish",
    "米 毫米 厘米 微米 克 毫克 千克 公斤 吨 升 毫升 秒 分 分钟 小时 天 月 年 度 摄氏度 牛",
    "牛顿 帕 千帕 兆帕 伏 安 元 转",
)
ANY_CASE = _words("mm cm kg mg ml kpa mpa pcs rpm sec hrs shore psi hz khz cfu")
"""Units that are also written in other cases, and are no words or elements then."""
NOT_UNITS = _words(
    "max min maximum minimum to and or per at for each of with nlt nmt the is in on by not no",
    "ac re aql n ref typ nom tol x std",
)
"""Words that follow numbers as units do."""
NAMED_TOO = _words(
    "time times test device part parts batch lot unit units day days month months cycle"
)
"""Words that behind a stroke name something else to write down: `Date/time`, `Lot/batch`."""
COUNTED = _words(
    "pcs pc ea set sets box boxes bag bags roll rolls unit units piece pieces shot shots",
    "个 件 只 套 支 次 粒 滴 片 根 箱 盒 袋 包 张 瓶 桶 卷",
    "批 处 点 条 台 块 枚 副 组 模 穴 把 双 刀",
)
"""Units of what comes in pieces: their amounts are whole numbers."""
TIMES = _words("min h s sec hr d day days 秒 分 分钟 小时 天")
CONDITIONS = _words("°c °f %rh rh mm/min rpm r/min drops/min")
"""Units, in lower case, that more often say how one tests than what one finds."""
