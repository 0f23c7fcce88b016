"""Watches a preview as an author does, in a headless Chromium: REPORT_PROGRAM names the program."""

import http.client
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path

from browser import BrowserTests
from playwright.sync_api import expect

PROGRAM = Path(os.environ["REPORT_PROGRAM"]).resolve()
# Where set, the folder that a picture of each state is written into.
PICTURES = os.environ.get("PREVIEW_PICTURES")
FIRST = "# First\n\nThe first chapter says hello.\n" + "\n".join(f"\nLine {line} of it.\n" for line in range(60))
SECOND = """# Second

Something is learned here.

```{experiment} learned
task: linear-functional(memory: exponential(rate: 0.2), length: 30)
model: linear-rnn(width: 8)
steps: STEPS
batch: 16
seeds: 1...2
```

```{figure} memory
plot: memory(of: learned)
alt: A curve and its target.

What was learned.
```
"""
STALE = "#memory[data-preview-stale]"


class PreviewTests(BrowserTests):
    def setUp(self):
        self.book = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.book)
        (self.book / "chapters").mkdir()
        self.write("01-first.md", FIRST)
        self.write("02-second.md", SECOND.replace("STEPS", "50"))
        subprocess.run([PROGRAM, "build", "--format", "html", "--quiet"], cwd=self.book, check=True)
        self.start("0")
        context = self.browser.new_context(viewport={"width": 1100, "height": 800})
        self.addCleanup(context.close)
        self.page = context.new_page()
        self.page.goto(f"http://127.0.0.1:{self.port}/")
        expect(self.page.locator("#memory .drawing svg.wide")).to_be_visible(timeout=20000)
        expect(self.page.locator("html[data-preview=running]")).to_have_count(1)
        # What a page that is loaded again would lose.
        self.page.evaluate("window.isKept = true")

    def start(self, port):
        self.preview = subprocess.Popen(
            [PROGRAM, "preview", "--port", port], cwd=self.book, stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.stop, self.preview)
        # A preview that never says its address is ended, which ends the line.
        patience = threading.Timer(120, self.preview.kill)
        patience.start()
        line = self.preview.stdout.readline()
        patience.cancel()
        self.port = int(re.search(r":(\d+)/", line).group(1))

    @staticmethod
    def stop(preview):
        if preview.poll() is None:
            preview.send_signal(signal.SIGINT)
            preview.wait(5)
        preview.stdout.close()

    def write(self, name, text):
        (self.book / "chapters" / name).write_text(text)

    def picture(self, name):
        if PICTURES:
            self.page.screenshot(path=f"{PICTURES}/{name}.png")

    def test_shows_an_edit_where_the_reader_is(self):
        line = self.page.get_by_text("Line 40 of it.")
        line.scroll_into_view_if_needed()
        place = self.page.evaluate("scrollY")
        self.write("01-first.md", FIRST.replace("Line 40 of it.", "Line 40 is new."))
        expect(self.page.get_by_text("Line 40 is new.")).to_be_in_viewport()
        expect(line).to_have_count(0)
        self.assertEqual(self.page.evaluate("scrollY"), place)
        self.assertTrue(self.page.evaluate("window.isKept"))
        expect(self.page.locator("#preview > *")).to_have_count(0)
        self.picture("edited")

    def test_shows_new_chapters_and_headings(self):
        self.write("01-first.md", FIRST + "\n## A new section\n\nMore.\n")
        expect(self.page.locator("nav.contents").get_by_text("A new section")).to_have_count(1)
        self.write("03-third.md", "# Third\n\nIt is $x^2$.\n")
        expect(self.page.locator("[id='03-third']").get_by_text("It is")).to_have_count(1)
        expect(self.page.locator("[id='03-third'] .katex")).to_have_count(1)
        self.assertTrue(self.page.evaluate("window.isKept"))

    def test_shows_a_mistake_below_the_page_as_it_was(self):
        self.write("02-second.md", SECOND.replace("STEPS", "50").replace("linear-rnn", "linear-rn"))
        mistake = self.page.get_by_role("alert")
        expect(mistake).to_contain_text("unknown model 'linear-rn'")
        expect(mistake).to_contain_text("did you mean 'linear-rnn'?")
        expect(mistake).to_contain_text("The page shows the chapters as they were before.")
        expect(self.page.get_by_text("Something is learned here.")).to_have_count(1)
        self.picture("mistake")
        self.write("02-second.md", SECOND.replace("STEPS", "50").replace("is learned", "was learned"))
        expect(mistake).to_have_count(0)
        expect(self.page.get_by_text("Something was learned here.")).to_have_count(1)

    def test_marks_an_old_figure_until_the_new_one_is_there(self):
        drawing = self.page.locator("#memory .drawing")
        old = drawing.inner_html()
        self.write("02-second.md", SECOND.replace("STEPS", "30000"))
        expect(self.page.locator(STALE)).to_have_count(1)
        expect(self.page.get_by_role("status").filter(has_text="computing")).to_have_count(1)
        self.assertEqual(drawing.inner_html(), old)
        drawing.scroll_into_view_if_needed()
        self.picture("computing")
        expect(self.page.locator(STALE)).to_have_count(0, timeout=60000)
        expect(self.page.locator("#preview > *")).to_have_count(0)
        self.assertNotEqual(drawing.inner_html(), old)
        self.assertTrue(self.page.evaluate("window.isKept"))
        self.picture("computed")

    def test_tells_when_it_has_stopped_and_goes_on_when_it_is_back(self):
        self.stop(self.preview)
        expect(self.page.get_by_text("the preview has stopped")).to_be_visible()
        self.picture("stopped")
        self.write("01-first.md", FIRST.replace("hello", "hello again"))
        self.start(str(self.port))
        expect(self.page.get_by_text("The first chapter says hello again.")).to_have_count(1, timeout=20000)
        expect(self.page.get_by_text("the preview has stopped")).to_have_count(0)

    def test_answers_no_page_of_another_host(self):
        for host, status in ((f"127.0.0.1:{self.port}", 200), (f"localhost:{self.port}", 200), ("evil.example", 403),
                             (f"127.0.0.1.evil.example:{self.port}", 403)):
            for path in ("/", "/preview/state", "/figures/memory.svg"):
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                connection.request("GET", path, headers={"Host": host})
                answer = connection.getresponse()
                body = answer.read().decode()
                connection.close()
                self.assertEqual(answer.status, status, f"{host} {path}")
                if status == 403:
                    self.assertEqual(body, "This preview answers only browsers on its own machine.\n")


if __name__ == "__main__":
    unittest.main()
