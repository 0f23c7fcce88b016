"""Reads a report in Firefox, which Playwright cannot drive as Debian has it: REPORT_PAGE names the page.

What a reader does is tried here once more; what a page must be is tried in Chromium by check_page.py.
"""

import gc
import os
import shutil
import tempfile
import time
import unittest
from pathlib import Path

from marionette_driver import By, Keys
from marionette_driver.marionette import ActionSequence, Marionette

PAGE = Path(os.environ["REPORT_PAGE"]).resolve()
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
LIMIT = 50_000


@unittest.skipUnless(FIREFOX, "Firefox is not installed")
class FirefoxTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = Marionette(bin=FIREFOX, headless=True, gecko_log=os.path.join(tempfile.mkdtemp(), "gecko.log"))
        cls.browser.start_session()
        cls.browser.set_window_rect(width=1440, height=985)

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit(in_app=False)
        # Its profile goes while Python can still remove it.
        cls.browser = None
        gc.collect()

    def setUp(self):
        self.browser.navigate("about:blank")
        self.browser.navigate(PAGE.as_uri())

    def run_script(self, script, *arguments):
        return self.browser.execute_script(script, script_args=list(arguments))

    def wait(self, condition):
        """Until a script says true; fails after five seconds."""
        end = time.monotonic() + 5
        while not self.run_script(f"return Boolean({condition})"):
            self.assertLess(time.monotonic(), end, condition)
            time.sleep(0.05)

    def pointer(self, x, y):
        """Moves the pointer to a place in the window."""
        actions = ActionSequence(self.browser, "pointer", "mouse", {"pointerType": "mouse"})
        actions.pointer_move(int(x), int(y)).perform()

    def middle(self, script):
        return self.run_script(f"const box = ({script}).getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]")

    def press(self, *keys):
        for key in keys:
            self.run_script("return document.activeElement")
            actions = ActionSequence(self.browser, "key", "keyboard")
            actions.key_down(key).key_up(key).perform()

    def test_is_no_longer_than_a_reader_bears_and_fits_its_window(self):
        self.assertLess(self.run_script("return document.documentElement.scrollHeight"), LIMIT)
        for width in (500, 768, 1440):
            self.browser.set_window_rect(width=width, height=985)
            self.run_script("for (const part of document.querySelectorAll('details')) part.open = true")
            self.wait("document.documentElement.scrollWidth <= innerWidth")

    def test_a_preview_can_be_entered_and_its_links_lead_on(self):
        link = "[...document.querySelectorAll('#content .chapter p a[href^=\"#\"]:not([class])')].find(link => document.querySelector(`.box[id='${link.hash.slice(1)}'] a[href^='#']:not(.number)`))"
        self.run_script(f"({link}).scrollIntoView({{ block: 'center' }})")
        self.pointer(*self.middle(link))
        self.wait("!document.querySelector('.preview').hidden")
        self.pointer(*self.middle("document.querySelector('.preview')"))
        time.sleep(0.5)
        self.wait("!document.querySelector('.preview').hidden")
        inside = "document.querySelector('.preview a[href]')"
        hash = self.run_script(f"return ({inside}).hash")
        self.run_script(f"({inside}).click()")
        self.assertEqual(self.run_script("return location.hash"), hash)
        self.pointer(0, 0)
        self.wait("document.querySelector('.preview').hidden")

    def test_search_ranks_and_back_returns(self):
        name = self.run_script("return document.querySelector('#content h3').textContent.replace('#', '').trim().split(' ').slice(1).join(' ')")
        self.run_script("scrollTo(0, 3000)")
        self.press("/")
        self.wait("document.querySelector('dialog.search').open")
        self.browser.find_element(By.CSS_SELECTOR, "dialog.search input").send_keys(name)
        self.assertIn(name, self.run_script("return document.querySelector('.results .hit').textContent"))
        self.press(Keys.ENTER)
        self.wait("document.querySelector('.found')")
        self.browser.go_back()
        self.wait("Math.abs(scrollY - 3000) < 2")

    FIGURE = "document.querySelector('figure:has(.series-key[role=button]):has(.hint)')"

    def test_values_lines_and_enlargement_of_a_figure(self):
        self.run_script(f"({self.FIGURE}).scrollIntoView({{ block: 'center' }})")
        self.pointer(*self.middle(f"({self.FIGURE}).querySelectorAll('.hint')[3]"))
        self.wait("/[0-9]/.test(document.querySelector('.tip:not([hidden])')?.textContent)")
        self.run_script(f"({self.FIGURE}).querySelector('.series-key').dispatchEvent(new MouseEvent('click', {{ bubbles: true }}))")
        self.wait(f"({self.FIGURE}).querySelector('.series-marks.off')")
        words = self.run_script(f"return ({self.FIGURE}).querySelector('figcaption p').textContent")
        width = self.run_script(f"return ({self.FIGURE}).querySelector('.drawing svg').getBoundingClientRect().width")
        formulas = self.run_script(f"return ({self.FIGURE}).querySelectorAll('figcaption .katex').length")
        self.run_script(f"({self.FIGURE}).querySelector('button.enlarge').click()")
        self.wait("document.querySelector('dialog.zoom').open")
        self.assertGreater(self.run_script("return document.querySelector('dialog.zoom svg.plot').getBoundingClientRect().width"), width)
        self.assertEqual(self.run_script("return document.querySelectorAll('dialog.zoom .katex').length"), formulas)
        self.assertIn(words.split()[-1], self.run_script("return document.querySelector('dialog.zoom').textContent"))
        self.press(Keys.ESCAPE)
        self.wait(f"({self.FIGURE}).querySelector('.drawing svg')")

    def test_sliders_redraw(self):
        explorer = "document.querySelector('figure[data-explore]')"
        if not self.run_script(f"return Boolean({explorer})"):
            self.skipTest("the book has no explorer")
        before = self.run_script(f"return ({explorer}).querySelector('svg:not([hidden])').innerHTML")
        self.run_script(f"const range = ({explorer}).querySelector('input'); range.value = 6; range.dispatchEvent(new Event('input'))")
        self.assertNotEqual(self.run_script(f"return ({explorer}).querySelector('svg:not([hidden])').innerHTML"), before)

    def test_claims_open_and_tables_sort(self):
        self.run_script("document.querySelector('.claims summary')?.click()")
        self.wait("!document.querySelector('.claims summary') || document.querySelector('.claims details').open")
        self.run_script("document.querySelector('.captioned .sort').click()")
        self.wait("document.querySelector('.captioned th[aria-sort=ascending]')")

    def test_keys_and_theme(self):
        self.run_script("document.body.focus()")
        before = self.run_script("return getComputedStyle(document.body).backgroundColor")
        self.press("t")
        self.assertNotEqual(self.run_script("return getComputedStyle(document.body).backgroundColor"), before)
        self.press("?")
        self.wait("document.querySelector('dialog.keys').open")

    def test_folds_are_open_in_print(self):
        """What a reader opens on a screen stands on paper."""
        rule = "[...document.styleSheets[0].cssRules].filter(rule => rule.media?.mediaText === 'print').some(rule => rule.cssText.includes('details'))"
        self.wait(rule)


if __name__ == "__main__":
    unittest.main(verbosity=1, warnings="ignore")
