-- Works on a small book as an author does in Neovim, with the client that is built into it.
-- REPORT_SERVER names the program; the current folder is that of the book. Prints "passed", or what went wrong.

local chapter = vim.fn.getcwd() .. "/chapters/01-small.md"
local other = vim.fn.getcwd() .. "/chapters/02-other.md"

local function fail(words)
  io.stdout:write("failed: " .. words .. "\n")
  vim.cmd("cquit")
end

local function expect(condition, words)
  if not condition then fail(words) end
end

local function await(condition, words)
  if not vim.wait(20000, condition, 20) then fail("waited for " .. words) end
end

-- The 0-based place of a word in the buffer.
local function place(word)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(word, 1, true)
    if column then
      local _, units = vim.str_utfindex(line, column - 1)
      return { line = number - 1, character = units }
    end
  end
  fail("no " .. word .. " in the buffer")
end

local function request(method, position, more)
  local parameters = { textDocument = vim.lsp.util.make_text_document_params(), position = position }
  local answer, problem = vim.lsp.buf_request_sync(0, method, vim.tbl_extend("force", parameters, more or {}), 10000)
  expect(answer, method .. ": " .. tostring(problem))
  local _, first = next(answer)
  expect(first and not first.error, method .. ": " .. vim.inspect(first))
  return first.result
end

local function messages()
  return vim.tbl_map(function(item) return item.message end, vim.diagnostic.get(0))
end

local ok, problem = pcall(function()
  vim.cmd("edit " .. chapter)
  local client = vim.lsp.start_client({
    cmd = { vim.env.REPORT_SERVER, "language-server", "--profile", "quick" },
    root_dir = vim.fn.getcwd(), name = "report",
  })
  vim.lsp.buf_attach_client(0, client)
  await(function() return #vim.lsp.buf_get_clients(0) == 1 and vim.lsp.buf_get_clients(0)[client].initialized end, "the server")

  -- Messages after an edit, at places behind characters of two UTF-16 units.
  local last = vim.api.nvim_buf_line_count(0)
  vim.api.nvim_buf_set_lines(0, last, last, false, { "", "😀 größer {ref}`memori` and more" })
  await(function() return #messages() == 1 end, "a message")
  local found = vim.diagnostic.get(0)[1]
  expect(found.message:find("nothing is called 'memori'", 1, true), found.message)
  local line = vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, false)[1]
  expect(line:sub(found.col + 1, found.end_col) == "memori", "the place of the message: " .. line:sub(found.col + 1, found.end_col))

  -- The fix that it suggests.
  local fixes = request("textDocument/codeAction", nil, {
    range = { start = place("memori`"), ["end"] = place("memori`") }, context = { diagnostics = {} },
  })
  expect(fixes[1] and fixes[1].title == "Change to 'memory'", vim.inspect(fixes))
  vim.lsp.util.apply_workspace_edit(fixes[1].edit, "utf-16")
  await(function() return #messages() == 0 end, "no message")

  -- Completion of what is half written.
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { "", "A {value}`tiny.longL" })
  local position = place("A {value}`tiny.longL")
  position.character = #"A {value}`tiny.longL"
  local labels = vim.tbl_map(function(item) return item.label end, request("textDocument/completion", position).items)
  expect(vim.tbl_contains(labels, "longLagError"), "completions: " .. vim.inspect(labels))
  vim.api.nvim_buf_set_lines(0, -3, -1, false, {})

  -- The value that the last build computed, and a reference entry.
  local hover
  await(function()
    position = place("tiny.longLagError[rescaled]")
    hover = request("textDocument/hover", position)
    return hover and hover.contents.value:find("95 % interval", 1, true)
  end, "the value of the last build")
  position = place("linear-rnn(width")
  expect(request("textDocument/hover", position).contents.value:find("linear-rnn", 1, true), "the entry of linear-rnn")

  -- Definition, references, symbols.
  position = place("{ref}`memory`")
  position.character = position.character + 8
  local definition = request("textDocument/definition", position)
  expect(definition.range.start.line == place("{figure} memory").line, "the definition: " .. vim.inspect(definition))
  local references = request("textDocument/references", position, { context = { includeDeclaration = true } })
  expect(#references >= 3, "references: " .. vim.inspect(references))
  local names = vim.tbl_map(function(item) return item.name end, request("textDocument/documentSymbol", position))
  expect(names[1] == "A small chapter", "symbols: " .. vim.inspect(names))

  -- A label by another name, here and in the chapter that is not open.
  local edit = request("textDocument/rename", position, { newName = "recall" })
  vim.lsp.util.apply_workspace_edit(edit, "utf-16")
  vim.cmd("silent wall")
  expect(#vim.fn.getbufline(chapter, 1, "$") > 0, "the chapter")
  local text = table.concat(vim.fn.readfile(chapter), "\n") .. table.concat(vim.fn.readfile(other), "\n")
  expect(text:find("{figure} recall", 1, true) and text:find("01-small.md#recall", 1, true), text)
  expect(not text:find("{ref}`memory`", 1, true), text)
  await(function() return #messages() == 0 end, "no message after the new name")

  -- Canonical text.
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { "", "```{note}   spaced", "See {ref}`spaced`.", "```" })
  local edits = request("textDocument/formatting", nil, { options = { tabSize = 2, insertSpaces = true } })
  vim.lsp.util.apply_text_edits(edits, 0, "utf-16")
  expect(place("```{note} spaced"), "formatting")
  vim.lsp.stop_client(client)
end)
if not ok then fail(tostring(problem)) end
io.stdout:write("passed\n")
vim.cmd("quitall!")
