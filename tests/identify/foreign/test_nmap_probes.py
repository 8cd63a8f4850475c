# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A user's own nmap-service-probes file. The lines here are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst.errors import InputError
from herkomst.identify.foreign import nmap_probes
from herkomst.identify.foreign.dialects import compiled
from herkomst.identify.foreign.rules import asserted

FILE = r"""# comment
Exclude T:9100-9107
Probe TCP NULL q||
ports 21,22
match ftp m|^220 ACME (\d+)_(\d+) ready\r\n| p/Acme "cam" ftpd/ v/$1.$2/ d/webcam/ cpe:/h:acme:cam:$1/ cpe:/o:acme:os/a
softmatch ftp m/^220 /
match http m=^HTTP/1\.[01] \d\d\d .*\r\nServer: Acme ([a-z_]+) (.+) (..)\r\n=si p|Acme| v|$SUBST(1,"_",".") $P(2)| i/$I(3,">")/
"""


def read(folder: Path, text: str) -> nmap_probes.RuleSet:
    path = folder / "nmap-service-probes"
    path.write_bytes(text.encode("latin-1"))
    return nmap_probes.read(path)


def test_lines(tmp_path: Path) -> None:
    made = read(tmp_path, FILE)
    assert (made.read, len(made.rules), made.skipped, made.refused) == (3, 2, 1, [])
    ftp, web = made.rules
    assert (ftp.id, ftp.field) == ("nmap:nmap-service-probes:5", "ftp.banner")
    said = asserted(ftp, compiled(ftp.pattern, "").search("220 ACME 1_2 ready\r\n"))
    assert said == {
        "service.product": 'Acme "cam" ftpd',
        "service.version": "1.2",
        "hw.device": "webcam",
        "cpe": "cpe:/h:acme:cam:1",
        "cpe.2": "cpe:/o:acme:os",
    }
    answer = "HTTP/1.1 200 OK\r\nserver: ACME a_b x\x01y \x01\x02\r\n"
    said = asserted(web, compiled(web.pattern, "").search(answer))
    assert said == {
        "service.product": "Acme",
        "service.version": "a.b xy",
        "service.info": "258",
    }


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("match http nonsense", "a service and a pattern"),
        ("match http m|abc p/x/", "does not end with '|'"),
        ("match http m|abc|z p/x/", "the flag 'z'"),
        ("match http m|abc| q/x/", "is not understood"),
        ("match http m|abc| p/x", "does not end"),
        ("match http m|abc| v/$1/", "group 1 of 0"),
        (r"match http m|(a)\1| p/x/", "linear time"),
        ("match http m|a(?!b)| p/x/", "look-around"),
        ("match http m|(?>a)b| p/x/", "atomic"),
        ("match http m|[ab]*a[ab]{500}c| p/x/", "5 ms"),
    ],
)
def test_a_fault_costs_its_line_only(tmp_path: Path, line: str, reason: str) -> None:
    made = read(tmp_path, FILE + line + "\n")
    ((fault),) = made.refused
    assert reason in fault.reason and fault.where == "nmap-service-probes:8"
    assert made.read == len(made.rules) + made.skipped + len(made.refused) == 4


def test_files_that_are_none(tmp_path: Path) -> None:
    for text in ("", "hello\nworld\n", "match\n" + "rubbish\n" * 5):
        with pytest.raises(InputError, match="no nmap-service-probes"):
            read(tmp_path, text)
    with pytest.raises(InputError, match="no such file"):
        nmap_probes.read(tmp_path / "absent")
