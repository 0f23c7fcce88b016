"""The browser that the tests read pages with."""

import os
import unittest

from playwright.sync_api import sync_playwright

BROWSERS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]


def launch(playwright):
    path = next(path for path in BROWSERS if os.access(path, os.X_OK))
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])


class BrowserTests(unittest.TestCase):
    """Tests that share one browser."""

    @classmethod
    def setUpClass(cls):
        cls.playwright = sync_playwright().start()
        cls.browser = launch(cls.playwright)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()
