"""Talks to the language server as an editor does, by pytest-lsp: REPORT_PROGRAM names the program."""

import asyncio
import os
import random
import subprocess
import time
from pathlib import Path

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

PROGRAM = str(Path(os.environ["REPORT_PROGRAM"]).resolve())
# A longer conversation by hand: REPORT_SECONDS=600.
SECONDS = float(os.environ.get("REPORT_SECONDS", "10"))
# The most megabytes that the server may take.
MOST_MEMORY = 700


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[PROGRAM, "language-server", "--profile", "quick"]))
async def client(lsp_client: LanguageClient, tmp_path_factory):
    book = tmp_path_factory.mktemp("book")
    subprocess.run([PROGRAM, "new", str(book / "mine")], check=True, capture_output=True)
    book = book / "mine"
    lsp_client.book = book
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=client_capabilities("visual-studio-code"), root_uri=book.as_uri(),
                               workspace_folders=[types.WorkspaceFolder(book.as_uri(), "book")])
    )
    yield
    await lsp_client.shutdown_session()


def opened(client, name="01-a-first-look.md"):
    path = client.book / "chapters" / name
    text = path.read_text()
    item = types.TextDocumentItem(uri=path.as_uri(), language_id="markdown", version=1, text=text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    return path.as_uri(), text


def place(text, word, offset=0):
    index = text.index(word) + offset
    line = text.count("\n", 0, index)
    start = text.rfind("\n", 0, index) + 1
    return types.Position(line, len(text[start:index].encode("utf-16-le")) // 2)


def changed(client, uri, version, text):
    client.text_document_did_change(types.DidChangeTextDocumentParams(
        text_document=types.VersionedTextDocumentIdentifier(uri=uri, version=version),
        content_changes=[types.TextDocumentContentChangeWholeDocument(text=text)]))


async def messages(client, uri, isDone):
    for _ in range(400):
        found = client.diagnostics.get(uri)
        if found is not None and isDone(found):
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(client.diagnostics.get(uri))


async def test_a_new_book_has_no_messages_and_a_mistake_has_one(client):
    uri, text = opened(client)
    assert len(await messages(client, uri, lambda found: True)) == 0
    broken = text.replace("{ref}`learned` shows", "{ref}`lerned` shows")
    changed(client, uri, 2, broken)
    found = await messages(client, uri, lambda found: len(found) == 1)
    assert found[0].message.startswith("nothing is called 'lerned'")
    assert found[0].range.start == place(broken, "lerned")
    actions = await client.text_document_code_action_async(types.CodeActionParams(
        text_document=types.TextDocumentIdentifier(uri), range=found[0].range,
        context=types.CodeActionContext(diagnostics=found)))
    assert actions[0].title == "Change to 'learned'" and actions[0].is_preferred
    changed(client, uri, 3, text)
    assert await messages(client, uri, lambda found: not found) is not None


async def test_answers_have_the_form_that_the_protocol_wants(client):
    uri, text = opened(client)
    await messages(client, uri, lambda found: True)
    document = types.TextDocumentIdentifier(uri)

    def at(word, offset=1):
        return {"text_document": document, "position": place(text, word, offset)}

    offered = await client.text_document_completion_async(types.CompletionParams(**at("{experiment}", 4)))
    assert "experiment" in [item.label for item in offered.items]
    hover = await client.text_document_hover_async(types.HoverParams(**at("linear-rnn")))
    assert "linear-rnn" in hover.contents.value
    definition = await client.text_document_definition_async(types.DefinitionParams(**at("`learned`", 2)))
    assert definition.range.start.line == place(text, "{figure} learned").line
    references = await client.text_document_references_async(types.ReferenceParams(
        **at("{experiment} fading", 14), context=types.ReferenceContext(include_declaration=True)))
    assert len(references) >= 6
    ready = await client.text_document_prepare_rename_async(types.PrepareRenameParams(**at("`learned`", 2)))
    assert ready.placeholder == "learned"
    edit = await client.text_document_rename_async(types.RenameParams(**at("`learned`", 2), new_name="shown"))
    assert edit.document_changes or edit.changes
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert symbols[0].name == "A first look"
    assert await client.workspace_symbol_async(types.WorkspaceSymbolParams("learn"))
    assert await client.text_document_folding_range_async(types.FoldingRangeParams(document))
    links = await client.text_document_document_link_async(types.DocumentLinkParams(document))
    assert {Path(link.target).name for link in links} >= {"pendulum.svg", "references.bib"}
    assert not await client.text_document_formatting_async(types.DocumentFormattingParams(
        document, types.FormattingOptions(tab_size=2, insert_spaces=True)))
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(
        document, types.Range(types.Position(0, 0), types.Position(999, 0))))
    assert hints is not None


def memory(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1000
    return 0


async def test_random_edits_and_requests_leave_it_standing(client):
    """What an editor may do at any moment, from a seed that is printed; memory stays where it is."""
    seed = int(os.environ.get("REPORT_SEED", time.time()))
    print("seed", seed)
    generator = random.Random(seed)
    preface = client.book / "chapters" / "index.md"
    preface.write_text("---\nsmart: true\nlanguage: de\n---\n\n" + preface.read_text())
    uri, text = opened(client)
    pieces = ["`", "```\n", "```{figure} x\n", "{ref}`", "{value}`fading.", "$", "$$\n", "\n\n", "😀", "ö", "# ", "---\n", "[", "](",
              "{", "}", "|", "<!--", "-->", "a b", ": ", "of: fading\n", "\r\n", "\\(", "[^n]", "%",
              "\\begin{align}\n", "\\end{align}", "\\tag{*}", "\\label{a}", "\"", "'", "--", "title: ", "\\text{", "\\\""]
    whole, version, start, first = text, 1, time.monotonic(), None
    server = client._server.pid
    names = ["completion", "hover", "definition", "references", "document_symbol", "folding_range", "inlay_hint",
             "code_action", "document_link", "formatting", "prepare_rename"]
    while time.monotonic() - start < SECONDS:
        version += 1
        if generator.random() < 0.02:
            text = whole
        else:
            index = generator.randrange(len(text) + 1)
            end = min(len(text), index + generator.choice([0, 0, 0, 1, 3, 20, 200]))
            text = text[:index] + generator.choice(pieces) + text[end:]
        changed(client, uri, version, text)
        document = types.TextDocumentIdentifier(uri)
        index = generator.randrange(len(text) + 1)
        line = text.count("\n", 0, index)
        position = types.Position(line, generator.randrange(90))
        around = types.Range(types.Position(0, 0), position)
        name = generator.choice(names)
        parameters = {
            "completion": lambda: types.CompletionParams(document, position),
            "hover": lambda: types.HoverParams(document, position),
            "definition": lambda: types.DefinitionParams(document, position),
            "references": lambda: types.ReferenceParams(types.ReferenceContext(True), document, position),
            "document_symbol": lambda: types.DocumentSymbolParams(document),
            "folding_range": lambda: types.FoldingRangeParams(document),
            "inlay_hint": lambda: types.InlayHintParams(document, around),
            "code_action": lambda: types.CodeActionParams(document, around, types.CodeActionContext([])),
            "document_link": lambda: types.DocumentLinkParams(document),
            "formatting": lambda: types.DocumentFormattingParams(document, types.FormattingOptions(2, True)),
            "prepare_rename": lambda: types.PrepareRenameParams(document, position),
        }[name]()
        try:
            await getattr(client, f"text_document_{name}_async")(parameters)
        except Exception as problem:
            # A name that cannot be changed is refused, in words.
            assert name == "prepare_rename" and "JsonRpc" in type(problem).__name__, problem
        if first is None and time.monotonic() - start > SECONDS / 3:
            first = memory(server)
    changed(client, uri, version + 1, whole)
    assert await messages(client, uri, lambda found: not found) is not None
    last = memory(server)
    print(f"{version} edits, {first:.0f} MB after a third, {last:.0f} MB at the end")
    assert last < MOST_MEMORY and last < 1.5 * first + 100
