"""The browser that the tests read pages with."""

import os

BROWSERS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]


def launch(playwright):
    path = next(path for path in BROWSERS if os.access(path, os.X_OK))
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
