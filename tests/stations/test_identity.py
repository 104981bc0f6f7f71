"""A station's key is founded once, found again at every start, and says where it lies."""

import stat

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordSetError

from app.kernel.refused import Refused
from app.kernel.sealing import verifies
from app.kernel.words import LANGUAGES, Words
from app.stations.identity import found, is_founded, opened
from app.stations.key_places import FileStore, KeyringStore, key_stores


class Vault(KeyringBackend):
    """A desktop's keyring, as an operating system would bring one."""

    priority = 5.0

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password


class ForgetfulVault(Vault):
    """Takes a secret and drops it, as a null backend or an ending session does."""

    def set_password(self, service, username, password):
        pass


class LockedVault(Vault):
    def set_password(self, service, username, password):
        raise PasswordSetError("the collection is locked")


@pytest.fixture
def a_keyring():
    before = keyring.get_keyring()

    def put(vault):
        keyring.set_keyring(vault)
        return vault

    yield put
    keyring.set_keyring(before)


def a_file(folder, passphrase=None, machine="machine-1"):
    return FileStore(folder / "station.key", passphrase=passphrase, machine=machine)


def test_a_key_founded_in_the_keyring_signs_the_same_after_a_restart(tmp_path, a_keyring):
    vault = a_keyring(Vault())
    founded = found(tmp_path, "ST-01", key_stores(tmp_path))
    again = opened(tmp_path, key_stores(tmp_path))
    assert again.place.kind == "keyring"
    assert again.secret == founded.secret
    assert verifies(founded.key.public_key, again.key.sign(b"head"), b"head")
    assert len(vault.kept) == 1
    assert not (tmp_path / "station.key").exists()


def test_what_the_keyring_holds_fits_windows_credential_manager(tmp_path, a_keyring):
    vault = a_keyring(Vault())
    found(tmp_path, "ST-01", (KeyringStore(),))
    assert all(len(text) < 1280 for text in vault.kept.values())


@pytest.mark.parametrize("vault", [ForgetfulVault, LockedVault])
def test_a_keyring_that_does_not_keep_is_passed_over_for_a_file_and_that_is_said(
    tmp_path, a_keyring, warnings, vault
):
    a_keyring(vault())
    with warnings.expected("station.key_not_kept"):
        founded = found(tmp_path, "ST-01", (KeyringStore(), a_file(tmp_path)))
    assert founded.place.kind == "file_machine"
    assert opened(tmp_path, (KeyringStore(), a_file(tmp_path))).secret == founded.secret


def test_no_backend_at_all_means_a_file(tmp_path, a_keyring, warnings):
    from keyring.backends.fail import Keyring

    a_keyring(Keyring())
    with warnings.expected("station.key_not_kept"):
        founded = found(tmp_path, "ST-01", key_stores(tmp_path))
    assert founded.place.kind.startswith("file_")


def test_a_key_file_is_read_by_its_owner_only_and_shows_nothing(tmp_path):
    founded = found(tmp_path, "ST-01", (a_file(tmp_path),))
    for name in ("station.key", "identity.json"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
        assert founded.secret not in (tmp_path / name).read_bytes()


def test_a_key_file_carried_to_another_machine_is_said_to_be_lost(tmp_path):
    found(tmp_path, "ST-01", (a_file(tmp_path, machine="machine-1"),))
    with pytest.raises(Refused) as refused:
        opened(tmp_path, (a_file(tmp_path, machine="machine-2"),))
    assert refused.value.code == "sites.key_lost"


def test_a_key_file_opens_with_its_passphrase_and_no_other(tmp_path):
    founded = found(tmp_path, "ST-01", (a_file(tmp_path, passphrase="long walk home"),))
    assert founded.place.kind == "file_passphrase"
    again = opened(tmp_path, (a_file(tmp_path, passphrase="long walk home"),))
    assert again.secret == founded.secret
    with pytest.raises(Refused, match=r"sites\.key_lost"):
        opened(tmp_path, (a_file(tmp_path, passphrase="short walk home"),))


def test_a_passphrase_leaves_the_keyring_out(tmp_path, a_keyring):
    vault = a_keyring(Vault())
    found(tmp_path, "ST-01", key_stores(tmp_path, passphrase="long walk home"))
    assert vault.kept == {}


def test_a_machine_without_an_id_says_that_only_file_rights_guard_the_key(tmp_path):
    founded = found(tmp_path, "ST-01", (a_file(tmp_path, machine=None),))
    assert founded.place.kind == "file_open"
    assert not founded.place.is_guarded


def test_an_identity_is_never_founded_over_another(tmp_path):
    found(tmp_path, "ST-01", (a_file(tmp_path),))
    assert is_founded(tmp_path)
    with pytest.raises(Refused, match=r"sites\.identity_exists"):
        found(tmp_path, "ST-02", (a_file(tmp_path),))


def test_two_data_folders_of_one_user_keep_two_keys(tmp_path, a_keyring):
    a_keyring(Vault())
    first = found(tmp_path / "a", "ST-01", (KeyringStore(),))
    found(tmp_path / "b", "ST-01", (KeyringStore(),))
    assert opened(tmp_path / "a", (KeyringStore(),)).secret == first.secret


def test_a_key_file_of_another_identity_does_not_open(tmp_path):
    found(tmp_path / "a", "ST-01", (a_file(tmp_path / "a"),))
    found(tmp_path / "b", "ST-01", (a_file(tmp_path / "b"),))
    (tmp_path / "a" / "station.key").replace(tmp_path / "b" / "station.key")
    with pytest.raises(Refused, match=r"sites\.key_lost"):
        opened(tmp_path / "b", (a_file(tmp_path / "b"),))


def test_a_broken_identity_file_is_named(tmp_path):
    (tmp_path / "identity.json").write_text("{", encoding="utf-8")
    with pytest.raises(Refused, match=r"sites\.identity_unreadable"):
        opened(tmp_path, (a_file(tmp_path),))


def test_a_station_without_identity_says_so(tmp_path):
    with pytest.raises(Refused, match=r"sites\.identity_missing"):
        opened(tmp_path, (a_file(tmp_path),))


def test_nothing_of_the_secrets_is_shown_when_an_identity_is_printed(tmp_path):
    founded = found(tmp_path, "ST-01", (a_file(tmp_path),))
    assert founded.secret.hex() not in repr(founded)
    assert repr(founded.secret) not in repr(founded)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["keyring", "file_passphrase", "file_machine", "file_open"])
def test_where_the_key_lies_can_be_said_aloud(language, kind):
    assert Words(language).knows(f"sites.key_place.{kind}")
