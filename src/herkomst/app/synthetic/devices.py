# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What devices say. The makers' own words are those of `catalogue/fingerprints`."""

from __future__ import annotations

from typing import Final

from herkomst.app.synthetic.records import (
    Record,
    Saying,
    banner,
    certificate,
    http_banner,
    rtsp_banner,
    saying,
    snmp_banner,
    ssh_banner,
    upnp_banner,
)


def _says(maker: str, **records: tuple[int | tuple[int, ...], Record]) -> dict[str, Saying]:
    return {name: saying(maker, port, record) for name, (port, record) in records.items()}


_WEB, _TLS, _RTSP, _SDK = (
    (80, 81, 82, 8081),
    (443, 8443, 4443, 9443),
    (554, 1554, 10554, 8554),
    8000,
)
_NAMED = "@@subject@@"  # the names of the certificate are filled in line by line
_HIK_NAME = {"C": "CN", "ST": "ZheJiang", "L": "HangZhou", "O": "HIKVISION", "OU": "DVRNVR"}
_HIK_NAME |= {"CN": "www.hikvision.com"}
_HIK_PAGE = '<script>window.location.href = "/doc/page/login.asp?_" + new Date();</script>'
_HIK_CPE: Record = {"cpe": ["cpe:/h:hikvision"], "cpe23": ["cpe:2.3:h:hikvision"]}
_HIK_XML = (
    '<DeviceInfo version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">'
    "<deviceName>Caméra entrée</deviceName><model>{}</model>"
    "<firmwareVersion>V5.6.3</firmwareVersion></DeviceInfo>"
).format
_ONVIF = "onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/Profile/Streaming "
_HIK_SCOPES = "onvif://www.onvif.org/name/HIKVISION%20DS-2CD2143G0-I "
_HIK_SCOPES += "onvif://www.onvif.org/hardware/DS-2CD2143G0-I"
_DAHUA_SCOPES = "onvif://www.onvif.org/name/Dahua "
_DAHUA_SCOPES += "onvif://www.onvif.org/hardware/IPC-HFW2228M-I1-V2"
_DHIP = (
    '{"mac":"3c:ef:8c:00:00:00","method":"client.notifyDevInfo","params":{"deviceInfo":'
    '{"DeviceType":"IPC-HDW5421S","Vendor":"Dahua","SerialNo":"@serial@","Version":"2.800.0.0"}}}'
)
_VULNS = {"CVE-2021-36260": {"verified": False, "cvss": 9.3, "references": []}}

HIKVISION: Final = _says(
    "hikvision",
    web=(
        _WEB,
        http_banner("Hikvision-Webs", "index", page=_HIK_PAGE, favicon=999357577, **_HIK_CPE),
    ),
    app=(_WEB, http_banner("App-webs/", "index", page=_HIK_PAGE, product="Hikvision IP Camera")),
    dvr=(_WEB, http_banner("DNVRS-Webs", "Netwerkvideorecorder", vulns=_VULNS)),
    tls=(_TLS, http_banner("DVRDVS-Webs", "index", tls=certificate(_HIK_NAME))),
    shared=(_TLS, http_banner("App-webs/", "index", tls=certificate(_HIK_NAME, own_key=False))),
    named=(_TLS, http_banner("App-webs/", "Toegang", tls=certificate(_NAMED, "@@issuer@@"))),
    rtsp=(_RTSP, rtsp_banner("Hikvision")),
    sdk=(
        _SDK,
        http_banner("App-webs/", "index", realm='Digest realm="Hikvision", nonce="@nonce@"'),
    ),
    info=(_WEB, http_banner("App-webs/", None, page=_HIK_XML("DS-2CD2143G0-I"))),
    recorder=(_WEB, http_banner("DNVRS-Webs", None, page=_HIK_XML("DS-7608NI-K2"))),
    plates=(_WEB, http_banner("App-webs/", None, page=_HIK_XML("DS-TCG227-A"))),
    door=(_WEB, http_banner("App-webs/", None, page=_HIK_XML("DS-KV8113-WME1"))),
    scopes=(3702, banner("ws-discovery", _ONVIF + _HIK_SCOPES, transport="udp")),
    snmp=(161, snmp_banner("Hikvision company products", "1.3.6.1.4.1.39165.1.1")),
    telnet=(23, banner("telnet", "\r\n192.0.0.64 login: ")),
)
DAHUA: Final = _says(
    "dahua",
    web=(_WEB, http_banner(None, "WEB SERVICE", favicon=2019488876)),
    tls=(
        _TLS,
        http_banner(None, "WEB SERVICE", favicon=2019488876, tls=certificate({"CN": "@serial@"})),
    ),
    named=(
        _TLS,
        http_banner(None, "WEB SERVICE", favicon=2019488876, tls=certificate(_NAMED, "@@issuer@@")),
    ),
    rtsp=(_RTSP, rtsp_banner("device", "Dahua Rtsp Server")),
    login=(
        _RTSP,
        rtsp_banner("Login to @serial@", "Dahua Rtsp Server", product="Dahua RTSP server"),
    ),
    lorex=(_RTSP, rtsp_banner("Login to ND0210@serial9@", "Dahua Rtsp Server")),
    dhip=(37810, banner("dahua-dvr-udp", _DHIP, transport="udp")),
    scopes=(3702, banner("ws-discovery", _ONVIF + _DAHUA_SCOPES, transport="udp")),
    snmp=(161, snmp_banner("DH-IPC-HFW2431S", "1.3.6.1.4.1.1004849.2.1")),
)
# Which of a maker's sayings one device lets be seen. A named certificate is never among them.
SEEN: Final = {
    "hikvision": "web,rtsp|app,rtsp|app,rtsp,sdk|web,shared,rtsp,sdk|tls,rtsp|dvr,tls|dvr|app|web"
    "|app,shared|info|recorder|plates|door|scopes,app|snmp,dvr|telnet,rtsp|sdk|rtsp",
    "dahua": "web,login|web|login|tls,login|web,tls,rtsp|dhip,web|scopes,login|snmp,web|lorex",
}
# Sayings that hold no serial number, for several devices behind one address.
TOGETHER: Final = {"hikvision": "web,rtsp|app,tls,rtsp|tls", "dahua": "web,rtsp|rtsp|web"}
OUI: Final = {"hikvision": ("44:47:CC", "58:03:FB", "BC:AD:28"), "dahua": ("3C:EF:8C", "14:A7:8B")}

_SSH_PORT, _AXIS = (22, 2222), "AXIS_ACCC8E@hex6@"
OTHERS: Final = (
    saying("axis", _WEB, http_banner(None, None, realm=f'Digest realm="{_AXIS}", nonce="@nonce@"')),
    saying("axis", _RTSP, rtsp_banner(_AXIS, "GStreamer RTSP server")),
    saying("hanwha", _WEB, http_banner("lighttpd", "Wisenet WAVE")),
    saying("hanwha", _RTSP, rtsp_banner("iPOLiS_00166C@hex6@")),
    saying(
        "bosch", _TLS, http_banner(None, "Bosch", tls=certificate({"CN": "local.myboschcam.net"}))
    ),
    saying("mobotix", _WEB, http_banner(None, "MOBOTIX M16 mx10-@hex6@")),
    saying(
        "avigilon",
        _TLS,
        http_banner(None, tls=certificate({"CN": "AVIGILON-CAMERA-2.0C-H4A-1234567"})),
    ),
    saying("vivotek", _WEB, http_banner("Vivotek Network Camera", "Network Camera")),
    saying("cisco", _SSH_PORT, ssh_banner("SSH-2.0-Cisco-1.25")),
    saying("cisco", 161, snmp_banner("Cisco IOS Software, C2960 Software", "1.3.6.1.4.1.9.1.716")),
    saying(
        "ubiquiti",
        _TLS,
        http_banner("nginx", "UniFi Network", tls=certificate({"CN": "unifi.local"})),
    ),
    saying("mikrotik", _WEB, http_banner(None, "RouterOS router configuration page")),
    saying("mikrotik", _SSH_PORT, ssh_banner("SSH-2.0-ROSSSH")),
    saying("synology", (5000, 5001), http_banner("nginx", "Synology DiskStation")),
    saying("avm", _TLS, http_banner(None, "FRITZ!Box 7590", tls=certificate({"CN": "fritz.box"}))),
    saying("avm", 1900, upnp_banner("FRITZ!Box 7590", "AVM Berlin", "AVM FRITZ!Box 7590 UPnP/1.0")),
    saying("huawei", _SSH_PORT, ssh_banner("SSH-2.0-HUAWEI-1.5")),
    saying("huawei", _WEB, http_banner(None, "HUAWEI Home Gateway HG658d")),
    saying("zte", _WEB, http_banner("Mini web server 1.0 ZTE corp 2005.", "F680")),
    saying("tp-link", _WEB, http_banner("TP-LINK HTTPD/1.0", "Router")),
    saying("xiongmai", _WEB, http_banner("uc-httpd 1.0.0", "NETSurveillance WEB")),
    saying("unproven", _RTSP, rtsp_banner("H264DVR", "H264DVR 1.0")),
    saying("uniview", _WEB, http_banner(None, "NVR301-04-P4", favicon=-1240222446)),
    saying("unproven", _WEB, http_banner("MWS 0.01", "ANNKE")),
    saying("unproven", _WEB, http_banner(None, "Amcrest", page="Amcrest Technologies LDAPUser")),
    saying("unproven", _WEB, http_banner(None, "HEN08144")),
)
_SHOP = "<p>Camera's van Dahua en Hikvision te koop. Wij monteren ook Axis.</p>"
_CRASH = "\x03\x00\x00\x13\x0e\xd0\x00\x00\x124\x00\x02\x1f\x08\x00\x02\x00\x00\x00"
NOISE: Final = (
    saying("noise", _WEB, http_banner("nginx", "Welcome to nginx!", product="nginx")),
    saying(
        "noise", _WEB, http_banner("nginx/1.18.0 (Ubuntu)", "Bakkerij Het Gouden Ei: café & lunch")
    ),
    saying("noise", _WEB, http_banner("Apache/2.4.41 (Ubuntu)", "Camerawinkel", page=_SHOP)),
    saying(
        "noise", _TLS, http_banner("Apache", "Één moment…", tls=certificate({"CN": "localhost"}))
    ),
    saying("noise", _WEB, http_banner("Microsoft-IIS/10.0", "IIS Windows Server")),
    saying("noise", _WEB, http_banner("GoAhead-Webs", "IPCamera Login")),
    saying("noise", _WEB, http_banner("Boa/0.94.13", "网络视频监控", realm='Basic realm="DVR"')),
    saying("noise", _WEB, http_banner("mini_httpd/1.19 19dec2003", None, realm='Basic realm="."')),
    saying("noise", _RTSP, rtsp_banner("Streaming Server", "Hipcam RealServer/V1.0")),
    saying(
        "noise", _SSH_PORT, ssh_banner("SSH-2.0-OpenSSH_8.2p1 Ubuntu-4ubuntu0.4", product="OpenSSH")
    ),
    saying("noise", (25, 587), banner("smtp", "220 @name@ ESMTP Postfix (Debian/GNU)\r\n")),
    saying("noise", 23, banner("telnet", "\r\nBusyBox login: \xff\xfd\x01")),
    saying("noise", 3389, banner("rdp", _CRASH)),
    saying("noise", 7547, banner("auto", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")),
)
CAMERA_SAYINGS: Final = {"hikvision": HIKVISION, "dahua": DAHUA}


def combinations(sayings: dict[str, Saying], text: str) -> list[list[Saying]]:
    return [[sayings[name] for name in one.split(",")] for one in text.split("|")]
