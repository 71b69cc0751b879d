"""Takes the README's picture from the running program: asks the sample collection and opens a citation.

make screenshot
"""

import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

PORT = 7871
QUESTION = "How much is the China-Pakistan Economic Corridor worth?"
CITEWELL = str(Path(sys.executable).parent / "citewell")
BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def main(target: str) -> None:
    """Writes the picture to `target`."""
    server = subprocess.Popen([CITEWELL, "serve", "--port", str(PORT)])
    try:
        wait_until_up()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=BROWSER, args=QUIET)
            page = browser.new_page(viewport={"width": 1280, "height": 860})
            page.goto(f"http://127.0.0.1:{PORT}/")
            page.locator("textarea").first.fill(QUESTION)
            page.keyboard.press("Enter")
            page.locator('#chat a[href^="#cite-"]').first.wait_for(timeout=120_000)
            time.sleep(2)
            page.locator('#chat a[href^="#cite-"]').first.click()
            page.locator("mark").first.wait_for()
            time.sleep(1)
            page.screenshot(path=target)
            browser.close()
    finally:
        server.terminate()
        server.wait()


def wait_until_up() -> None:
    """Returns when the server answers; gives up after two minutes."""
    for _ in range(120):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health").close()
        except OSError:
            time.sleep(1)
        else:
            return
    raise SystemExit("the server did not come up")


if __name__ == "__main__":
    main(sys.argv[1])
