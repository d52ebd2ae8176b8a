"""The zip that people install, and the template that translators get."""

import importlib.util
import re
import zipfile
from pathlib import Path
from types import ModuleType

from tests.wordpress.harness.fetch import ROOT
from tests.wordpress.harness.site import PLUGIN, WordPress


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("plugin_build", ROOT / "wp-plugin" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_zip_is_the_same_each_time_and_holds_what_is_needed(tmp_path: Path) -> None:
    first, second = builder().build(tmp_path / "a"), builder().build(tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()
    assert re.fullmatch(r"igny8-bridge-\d+\.\d+\.\d+\.zip", first.name)
    names = zipfile.ZipFile(first).namelist()
    assert {name.split("/")[0] for name in names} == {"igny8-bridge"}
    for needed in ("igny8-bridge.php", "uninstall.php", "readme.txt", "LICENSE", "languages/igny8-bridge.pot"):
        assert f"igny8-bridge/{needed}" in names
    assert [name for name in names if "/tests/" in name or "phpcs" in name or name.endswith("/")] == []


def test_the_zip_installs_from_nothing(wordpress: WordPress, tmp_path: Path) -> None:
    wordpress.cli("plugin", "deactivate", "igny8-bridge")
    linked = wordpress.www / "wp-content" / "plugins" / PLUGIN.name
    linked.unlink()
    try:
        with zipfile.ZipFile(builder().build(tmp_path)) as archive:
            archive.extractall(linked.parent)
        wordpress.cli("plugin", "activate", "igny8-bridge")
        assert wordpress.php(
            "return rest_do_request( new WP_REST_Request( 'GET', '/igny8/v1/status' ) )->get_data()['plugin'];"
        )
    finally:
        import shutil

        shutil.rmtree(linked, ignore_errors=True)
        linked.symlink_to(PLUGIN)


def messages(pot: str) -> set[str]:
    return set(re.findall(r'^msgid(?:_plural)? (.*(?:\n".*")*)', pot, re.M))


def test_the_translation_template_is_up_to_date(wordpress: WordPress, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.pot"
    wordpress.cli("i18n", "make-pot", str(PLUGIN), str(fresh), "--domain=igny8-bridge", "--exclude=tests")
    kept = (PLUGIN / "languages" / "igny8-bridge.pot").read_text()
    assert messages(fresh.read_text()) == messages(kept)
    assert len(messages(kept)) > 100
