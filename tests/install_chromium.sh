#!/bin/sh
# Browser tests drive the system's own Chromium; a download of Playwright's is neither needed nor made.
set -e
if command -v apt-get >/dev/null; then
    sudo=$( [ "$(id -u)" = 0 ] || echo sudo )
    $sudo apt-get update -qq
    $sudo apt-get install -y -qq --no-install-recommends chromium
else
    echo "install Chromium with your package manager (brew install --cask chromium, dnf install chromium, ...)" >&2
    exit 1
fi
