extension Stylesheet {
  /// Print: A4, light, everything that is folded away shown except the sources of figures.
  static let paper = """
    @page{size:A4;margin:24mm;font:9pt Georgia,"DejaVu Serif",serif;color:#625e57;@bottom-center{content:counter(page)}}
    @page:first{@bottom-center{content:none}}
    @media print{
    :root:root:root{color-scheme:light;--paper:#fff;--wide:0rem}
    html{font-size:10pt}
    body{padding:0;line-height:1.45;print-color-adjust:exact;-webkit-print-color-adjust:exact}
    nav.contents:not(.paper),.skip,.permalink,.sources,.book,.turns{display:none!important}
    .title-page{margin-bottom:8mm}
    .title-page h1{font-size:22pt;line-height:1.2;padding-top:10mm;margin-bottom:5mm}
    .title-page .facts{border-top:.5pt solid var(--rule);padding-top:3mm;font-size:8pt}
    nav.contents.paper{display:block;position:static;width:auto;border:0;padding:0;font:8.5pt/1.4 var(--serif)}
    .contents.paper>ol{columns:2;column-gap:8mm}
    .paper h2{font-size:12pt;border:0;padding:0;margin:0 0 2mm}
    .paper>ol>li{break-inside:avoid}
    .contents.paper ol ol{padding-left:1.1em;margin:0 0 1mm}
    .contents.paper li{margin:0}
    .contents.paper a{padding:0}
    .paper>ol>li>a{font-weight:600}
    .paper .page{margin-left:auto;font-weight:400;font-variant-numeric:tabular-nums;padding-left:2em}
    main,footer{max-width:none;padding:0}
    details::details-content{content-visibility:visible;display:block}
    details>summary{list-style:none}
    summary::-webkit-details-marker{display:none}
    a,a:not([class],[rel]){color:inherit;text-decoration:none}
    .value{text-decoration:none}
    .chapter>h2{break-before:page;border:0;padding:0;margin-top:0}
    .summary>h2{border:0;padding:0;margin-top:8mm}
    .moved{font:8pt/1.4 var(--sans);color:var(--quiet);margin:0}
    .supplement{font-size:8.5pt;line-height:1.35}
    .supplement h4{margin:1rem 0 .3rem;font-size:9pt}
    .supplement p{margin:0 0 .3rem}
    .supplement pre{padding:.3rem .6rem;margin:0 0 .3rem;font-size:7.5pt}
    .supplement table{font-size:7.5pt}
    .item{break-inside:auto}
    .claims{break-inside:avoid;margin:1rem 0}
    .claims td:first-child{min-width:60mm}
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
    .drawing svg:not(.sketch){margin:0 auto;width:min(100%,calc(var(--width)*1pt))}
    .captioned-table:has(.group){break-inside:auto}
    .captioned-table:has(.group) tbody{break-inside:avoid}
    .captioned-table>figcaption{break-after:avoid}
    figure{margin:1rem 0}
    .box{margin:1rem 0}
    p,li{orphans:3;widows:3}
    p{text-align:left;hyphens:auto}
    }

    """
}
