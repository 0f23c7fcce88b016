extension Stylesheet {
  /// Print: A4, light, everything that is folded away shown except the sources of figures.
  static let paper = """
    @page{size:A4;margin:22mm 24mm 24mm;@bottom-center{content:counter(page);font:9pt Georgia,"DejaVu Serif",serif;color:#625e57}}
    @media print{
    :root,:root[data-theme]{\(light);--paper:#fff}
    html{font-size:10.5pt}
    body{padding:0;line-height:1.45;print-color-adjust:exact;-webkit-print-color-adjust:exact}
    nav.contents,.skip,.permalink,.sources{display:none!important}
    main,footer{max-width:none;padding:0}
    details::details-content{content-visibility:visible;display:block}
    details>summary{list-style:none}
    summary::-webkit-details-marker{display:none}
    details.contents{display:block;border:0;padding:0}
    a,a.reference{color:inherit;text-decoration:none}
    .value{text-decoration:none}
    .chapter>h2{break-before:page;border:0;padding:0;margin-top:0}
    .summary+.chapter>h2{break-before:page}
    figure,.equation,tr,.verdict,.box-title,pre{break-inside:avoid}
    .box>p,.box>.equation,.box>.sources{break-inside:avoid}
    .box-title{break-after:avoid}
    .table,.drawing,.equation>.formula,pre{overflow:visible}
    .table{background:none}
    pre{white-space:pre-wrap}
    thead{display:table-header-group}
    p,li{orphans:3;widows:3}
    p{text-align:left;hyphens:auto}
    }

    """
}
