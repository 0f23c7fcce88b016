extension Typesetter {
  /// How KaTeX's three most frequent elements are written: the same text as by KaTeX itself, in half of the engine's time.
  ///
  /// The parts of a formula are joined once, since the engine looks up each string it makes among all others; and names, styles
  /// and short words are escaped once.
  static let markup = #"""
    (function () {
      var escapes = { "&": "&amp;", ">": "&gt;", "<": "&lt;", "\"": "&quot;", "'": "&#x27;" };
      var safe = {}, count = 0, hyphened = {}, classed = {};
      function escaped(value) {
        var text = String(value);
        if (safe.hasOwnProperty(text)) return safe[text];
        var result = text.replace(/[&><"']/g, function (sign) { return escapes[sign]; });
        if (text.length < 80) {
          if (++count > 10000) {
            safe = {};
            count = 1;
          }
          safe[text] = result;
        }
        return result;
      }
      function hyphen(name) {
        return hyphened[name] || (hyphened[name] = name.replace(/([A-Z])/g, "-$1").toLowerCase());
      }
      function names(classes) {
        var key = classes.join(" ");
        return classed[key]
          || (classed[key] = escaped(classes.filter(function (name) { return name; }).join(" ")) + "\"");
      }
      function classAttribute(classes) { return classes.length === 0 ? "" : " class=\"" + names(classes); }
      function styleAttribute(text, style) {
        for (var name in style) if (style.hasOwnProperty(name)) text += hyphen(name) + ":" + style[name] + ";";
        return text ? " style=\"" + escaped(text) + "\"" : "";
      }
      function writeAttributes(attributes, parts) {
        for (var name in attributes) {
          if (attributes.hasOwnProperty(name)) parts.push(" ", name, "=\"", escaped(attributes[name]), "\"");
        }
      }
      function writeAll(nodes, parts) {
        for (var i = 0; i < nodes.length; i++) {
          var node = nodes[i];
          if (node.write) node.write(parts); else parts.push(node.toMarkup());
        }
      }
      function markup() {
        var parts = [];
        this.write(parts);
        return parts.join("");
      }
      var span = katex.__domTree.Span.prototype, symbol = katex.__domTree.SymbolNode.prototype;
      span.toMarkup = symbol.toMarkup = markup;
      span.write = function (parts) {
        parts.push("<span", classAttribute(this.classes), styleAttribute("", this.style));
        writeAttributes(this.attributes, parts);
        parts.push(">");
        writeAll(this.children, parts);
        parts.push("</span>");
      };
      symbol.write = function (parts) {
        var attributes = classAttribute(this.classes)
          + styleAttribute(this.italic > 0 ? "margin-right:" + this.italic + "em;" : "", this.style);
        if (attributes) parts.push("<span", attributes, ">", escaped(this.text), "</span>");
        else parts.push(escaped(this.text));
      };
      // KaTeX does not show its elements of MathML; a formula has one below its spans.
      var node = katex.__renderToDomTree("x", { output: "mathml" });
      while (node && !node.type) node = node.children && node.children[0];
      if (!node) return;
      var element = Object.getPrototypeOf(node);
      element.toMarkup = markup;
      element.write = function (parts) {
        parts.push("<", this.type);
        writeAttributes(this.attributes, parts);
        if (this.classes.length > 0) parts.push(" class =\"", names(this.classes));
        parts.push(">");
        writeAll(this.children, parts);
        parts.push("</", this.type, ">");
      };
    })();
    """#
}
