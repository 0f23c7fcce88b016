extension Typesetter {
  /// How KaTeX's two most frequent elements are written: the same text as by KaTeX itself, in half of the engine's time, for
  /// class names, style names and short words are escaped once.
  static let markup = #"""
    var escapes = { "&": "&amp;", ">": "&gt;", "<": "&lt;", "\"": "&quot;", "'": "&#x27;" };
    var safe = {}, hyphened = {}, classed = {};
    function escaped(value) {
      var text = String(value);
      if (safe.hasOwnProperty(text)) return safe[text];
      var result = text.replace(/[&><"']/g, function (sign) { return escapes[sign]; });
      if (text.length < 12) safe[text] = result;
      return result;
    }
    function hyphen(name) {
      return hyphened[name] || (hyphened[name] = name.replace(/([A-Z])/g, "-$1").toLowerCase());
    }
    function classAttribute(classes) {
      if (classes.length === 0) return "";
      var key = classes.join(" ");
      return classed[key] || (classed[key] = " class=\"" + escaped(classes.filter(function (name) { return name; }).join(" ")) + "\"");
    }
    function styleAttribute(text, style) {
      for (var name in style) if (style.hasOwnProperty(name)) text += hyphen(name) + ":" + style[name] + ";";
      return text ? " style=\"" + escaped(text) + "\"" : "";
    }
    function markup(nodes) {
      var text = "";
      for (var i = 0; i < nodes.length; i++) text += nodes[i].toMarkup();
      return text;
    }
    katex.__domTree.Span.prototype.toMarkup = function () {
      var text = "<span" + classAttribute(this.classes) + styleAttribute("", this.style);
      for (var name in this.attributes) {
        if (this.attributes.hasOwnProperty(name)) text += " " + name + "=\"" + escaped(this.attributes[name]) + "\"";
      }
      return text + ">" + markup(this.children) + "</span>";
    };
    katex.__domTree.SymbolNode.prototype.toMarkup = function () {
      var attributes = classAttribute(this.classes)
        + styleAttribute(this.italic > 0 ? "margin-right:" + this.italic + "em;" : "", this.style);
      return attributes ? "<span" + attributes + ">" + escaped(this.text) + "</span>" : escaped(this.text);
    };
    """#
}
