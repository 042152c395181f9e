import pytest

from safeconduct.vault import keyfile, keys, services
from safeconduct.vault.derive import derive


@pytest.fixture
def key_file(tmp_path):
    path = tmp_path / "root.key"
    keyfile.make(path, "production")
    return path


def test_a_new_key_is_readable_by_its_owner_alone_and_never_overwritten(key_file):
    assert key_file.stat().st_mode & 0o777 == 0o600
    root = keyfile.read(key_file)
    assert len(root.material) == 32
    assert not root.for_development
    with pytest.raises(FileExistsError):
        keyfile.make(key_file, "production")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o660, 0o644, 0o777])
def test_a_key_file_open_to_others_is_refused(key_file, mode):
    key_file.chmod(mode)
    with pytest.raises(keyfile.KeyFileRefused, match="open to other users"):
        keyfile.read(key_file)


@pytest.mark.parametrize("content", ["", "hello", "safeconduct-root-key/1 production zz", "x " * 400])
def test_what_is_not_a_key_is_refused_without_telling_what_it_holds(tmp_path, content):
    path = tmp_path / "root.key"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(keyfile.KeyFileRefused) as refused:
        keyfile.read(path)
    assert "hello" not in str(refused.value)
    with pytest.raises(keyfile.KeyFileRefused):
        keyfile.read(tmp_path / "missing.key")


def test_each_purpose_has_its_own_key(key_file):
    root = keyfile.read(key_file)
    assert len({derive(root, purpose) for purpose in ("web", "kek/1", "mac/audit", "sign/audit")}) == 4


def test_keys_never_show_in_representations(key_file, settings):
    settings.KEY_FILE = key_file
    keys.mac("audit", b"")
    root = keyfile.read(key_file)
    shown = repr(root) + repr(keys._held) + repr(services._cache)
    assert root.material.hex() not in shown
    assert repr(root.material)[2:-1] not in shown


def test_another_key_file_gives_other_macs(key_file, tmp_path, settings):
    before = keys.mac("audit", b"worker")
    settings.KEY_FILE = key_file
    assert keys.mac("audit", b"worker") != before
    with pytest.raises(keys.CannotOpen):
        keys.open_secret("other", keys.seal_secret("second_factor", "secret"))
    assert keys.open_secret("second_factor", keys.seal_secret("second_factor", "secret")) == "secret"
