#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
# The browser that the browser tests drive, from the distribution, where that can be had without asking.
set -eu
for name in chromium chromium-browser google-chrome; do
	if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
	apt-get -o DPkg::Lock::Timeout=300 update -qq
	apt-get -o DPkg::Lock::Timeout=300 install -y -qq chromium >/dev/null
else
	echo "No Chromium is installed: the browser tests will be skipped. Install the package 'chromium' to run them."
fi
