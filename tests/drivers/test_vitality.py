"""How a device that talks is: silence, noise and strangers are never taken for well-being."""

from drivers.health import Condition, Trouble
from drivers.vitality import MANY_BAD, Vitality


def alive(*, quiet_s: float = 3.0, asset: str = "") -> Vitality:
    one = Vitality(quiet_s=quiet_s, asset=asset)
    one.opened(100.0)
    return one


def how(one: Vitality, at_s: float) -> tuple[Condition, Trouble]:
    health = one.health(at_s)
    return health.condition, health.trouble


def test_an_open_port_is_no_sign_of_life():
    one = alive()
    assert how(one, 100.0) == (Condition.PROBING, Trouble.NONE)
    assert how(one, 103.1) == (Condition.FAULTED, Trouble.SILENT)
    assert not one.may_tell


def test_one_whole_frame_is():
    one = alive()
    one.understood(101.0)
    assert how(one, 101.0) == (Condition.READY, Trouble.NONE)
    assert how(one, 104.1) == (Condition.DEGRADED, Trouble.SILENT)
    one.understood(105.0)
    assert how(one, 105.0) == (Condition.READY, Trouble.NONE)


def test_a_device_that_only_speaks_when_its_key_is_pressed_may_be_silent():
    assert how(alive(quiet_s=0.0), 10_000.0) == (Condition.READY, Trouble.NONE)


def test_frames_that_say_nothing_one_after_another_are_garble():
    one = alive()
    for _ in range(MANY_BAD):
        one.damaged()
    assert how(one, 100.5) == (Condition.FAULTED, Trouble.GARBLED)
    one.understood(101.0)
    one.damaged()
    assert how(one, 101.5) == (Condition.READY, Trouble.NONE)


def test_noise_that_never_ends_a_frame_is_garble_not_silence():
    one = alive()
    one.noise()
    assert how(one, 103.1) == (Condition.FAULTED, Trouble.GARBLED)


def test_who_must_say_its_name_is_not_ready_before_it_has():
    one = alive(asset="B1")
    one.understood(100.5)
    assert how(one, 100.5) == (Condition.PROBING, Trouble.NONE)
    assert one.wants_proof
    assert how(one, 103.1) == (Condition.FAULTED, Trouble.WRONG_DEVICE)
    one.identified("B1", 104.0)
    assert how(one, 104.0) == (Condition.READY, Trouble.NONE)
    assert one.may_tell


def test_another_name_is_another_device_until_the_right_one_is_said():
    one = alive(asset="B1")
    one.identified("B1", 100.5)
    one.identified("X9", 101.0)
    assert how(one, 101.0) == (Condition.FAULTED, Trouble.WRONG_DEVICE)
    assert not one.may_tell
    one.identified("B1", 102.0)
    assert one.may_tell
