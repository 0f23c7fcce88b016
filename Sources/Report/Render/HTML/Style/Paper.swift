extension Stylesheet {
  /// Print: A4, light, everything that is folded away shown except the sources of figures.
  static let paper = """
    @page{size:A4;margin:24mm;font:9pt Georgia,"DejaVu Serif",serif;color:#625e57;@bottom-center{content:counter(page)}}
    @page:first{@bottom-center{content:none}}
    @media print{
    :root:root:root{color-scheme:light;--paper:#fff}
    html{font-size:10.5pt}
    body{padding:0;line-height:1.45;print-color-adjust:exact;-webkit-print-color-adjust:exact}
    nav.contents:not(.paper),.skip,.permalink,.sources,.book,.turns{display:none!important}
    .title-page{break-after:page;padding-top:70mm}
    .title-page h1{font-size:26pt;line-height:1.2;border-bottom:1.5pt solid var(--ink);padding-bottom:8mm;margin-bottom:8mm}
    nav.contents.paper{display:block;position:static;width:auto;border:0;padding:0;break-after:page;font:10pt/1.5 var(--serif)}
    .paper h2{border:0;padding:0;margin:0 0 6mm}
    .paper>ol>li{margin-top:2mm;break-inside:avoid}
    .paper>ol>li>a{font-weight:600}
    .paper .page{margin-left:auto;font-weight:400;font-variant-numeric:tabular-nums;padding-left:2em}
    main,footer{max-width:none;padding:0}
    details::details-content{content-visibility:visible;display:block}
    details>summary{list-style:none}
    summary::-webkit-details-marker{display:none}
    a,a:not([class],[rel]){color:inherit;text-decoration:none}
    .value{text-decoration:none}
    .chapter>h2{break-before:page;border:0;padding:0;margin-top:0}
    .summary>h2{border:0;padding:0;margin-top:0}
    .run{break-inside:avoid}
    figure,.equation,.box:not(.box-theorem,.box-experiment),tr,.verdict,.box-title,pre{break-inside:avoid}
    .box>:not(details){break-inside:avoid;break-after:avoid}
    .box>:last-child{break-after:auto}
    .box-title{break-after:avoid}
    .table,.drawing,.equation>.formula,pre{overflow:visible}
    .equation>.formula .katex-display>.katex{white-space:normal;line-height:1.9}
    .table{background:none}
    pre{white-space:pre-wrap}
    thead{display:table-header-group}
    table{font-size:8pt;line-height:1.35}
    th,td{padding:.14rem .5rem}
    table code{font-size:.88em;padding:0;background:none;overflow-wrap:break-word}
    table .verdict{font-size:.92em}
    .box details{font-size:.9em}
    p,li{orphans:3;widows:3}
    p{text-align:left;hyphens:auto}
    }

    """
}
