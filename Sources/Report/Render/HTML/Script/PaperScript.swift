/// What a page for the printer runs before it is printed.
enum PaperScript {
  /// Makes what is wider than the paper as small as it must be: formulae that cannot be broken, and tables.
  static let text = """
    addEventListener("load",()=>{for(const box of document.querySelectorAll(".formula,.table")){\
    const inner=box.firstElementChild;if(!inner)continue;\
    const room=box.clientWidth,width=Math.max(inner.scrollWidth,inner.offsetWidth);\
    if(width>room+1)inner.style.zoom=room/width}})
    """
}
