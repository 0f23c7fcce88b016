import Checksums
import Document
import Foundation
import Render

/// Images that LaTeX takes none of, and characters that its fonts lack, as PDF from the browser that prints the report.
struct LaTeXPrints {
  private let printer = PDFPrinter()

  /// An image on a page of its size; nil where no browser prints it.
  func image(at address: String) -> [UInt8]? { pages("<img src=\"\(HTML.escape(address))\">") }

  /// Characters, each on a page that is as wide as it and as high as a line; nil where no browser prints them.
  func characters(_ scalars: [Unicode.Scalar]) -> [UInt8]? {
    scalars.isEmpty ? nil : pages(scalars.map { "<span>\(HTML.escape(String($0)))</span>" }.joined())
  }

  /// Each element as a page of its size.
  private func pages(_ elements: String) -> [UInt8]? {
    let script = """
      addEventListener("load",()=>{let css="";[...document.body.children].forEach((element,index)=>{\
      const box=element.getBoundingClientRect();element.style.page="p"+index;element.style.width=box.width+"px";\
      css+=`@page p${index}{size:${Math.ceil(box.width)}px ${Math.ceil(box.height)+1}px}`});\
      document.head.append(Object.assign(document.createElement("style"),{textContent:css+"body>*{display:block}"}))})
      """
    let page = """
      <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-\(Checksum.base64(of: script))'">
      <title>images</title><style>@page{margin:0}body{margin:0;font:40px/56px serif}body>*{display:inline-block}</style>
      <script>\(script)</script></head><body>\(elements)</body></html>
      """
    return (try? printer.data(printing: page)).map(Array.init)
  }
}
