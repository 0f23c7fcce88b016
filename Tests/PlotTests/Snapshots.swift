@testable import Plot

/// Small figures and the drawing calls that they are to make.
enum Snapshots {
  static var curveFigure: Figure {
    let style = Style(series: "$p = 2$", slot: 2)
    let marks: [any Mark] = [
      Rule(.horizontal(0.5)), Band(x: [0, 1, 2], low: [0, 0.1, 0.2], high: [0.5, 0.6, 0.7], style: style),
      Line(x: [0, 1, 2, 3, 4], y: [0, 0.25, .nan, 0.75, 1], style: style),
    ]
    return Figure(panels: [Panel(x: Axis("lag $s$"), y: Axis("memory"), marks: marks)], width: 60)
  }

  static let curve = """
    clip 29.6,2 168,98
      stroke muted 0.75 dash 2,2: 32.6,50 165,50
      fill series 2 at 0.2: 32.6,50 65.7,41.8 98.8,33.7 98.8,74.6 65.7,82.8 32.6,91 close
      stroke series 2 1.3 dash 5,1.8: 32.6,91 65.7,70.5; 131.9,29.6 165,9.1
    stroke ink 0.6: 32.6,5 32.6,95 165,95; 32.6,95 32.6,98; 65.7,95 65.7,98; 98.8,95 98.8,98; 131.9,95 131.9,98; 165,95 165,98; 29.6,91 32.6,91; 29.6,50 32.6,50; 29.6,9.1 32.6,9.1
    text "0" 32.6,105.5 6.5 middle ink
    text "1" 65.7,105.5 6.5 middle ink
    text "2" 98.8,105.5 6.5 middle ink
    text "3" 131.9,105.5 6.5 middle ink
    text "4" 165,105.5 6.5 middle ink
    text "0" 27.1,93.3 6.5 end ink
    text "0.5" 27.1,52.4 6.5 end ink
    text "1.0" 27.1,11.4 6.5 end ink
    text "lag s" 98.8,116.7 7.5 middle ink
    text "memory" 8.7,50 7.5 middle upwards ink
    fill series 2 at 0.2: 63.9,128.8 82.9,128.8 82.9,135.8 63.9,135.8 close
    stroke series 2 1.3 dash 5,1.8: 63.9,132.3 82.9,132.3
    text "p = 2" 87.9,134.8 7 start ink
    """

  static var decadesFigure: Figure {
    let panels = ["one", "two"].map { name in
      Panel(
        title: name, x: Axis("n"), y: Axis("loss", scale: .logarithmic),
        marks: [Point(x: [1, 2, 3, 4], y: [1e-3, 0, 10, 1000], style: Style(series: "gru", slot: 1))])
    }
    return Figure(panels: panels, columns: 2, width: .column)
  }

  static let decades = """
    clip 34.4,14.8 131.3,82.5
      fill series 1: circle 40.8,76.7 2
      fill series 1: circle 96.9,39.3 2
      fill series 1: circle 124.9,20.6 2
    stroke ink 0.6: 37.4,17.8 37.4,79.5 128.3,79.5; 40.8,79.5 40.8,82.5; 68.8,79.5 68.8,82.5; 96.9,79.5 96.9,82.5; 124.9,79.5 124.9,82.5; 34.4,76.7 37.4,76.7; 34.4,48.6 37.4,48.6; 34.4,20.6 37.4,20.6; 35.6,67.4 37.4,67.4; 35.6,58 37.4,58; 35.6,39.3 37.4,39.3; 35.6,29.9 37.4,29.9
    text "1" 40.8,90 6.5 middle ink
    text "2" 68.8,90 6.5 middle ink
    text "3" 96.9,90 6.5 middle ink
    text "4" 124.9,90 6.5 middle ink
    text "10−3" 31.9,79.1 6.5 end ink
    text "100" 31.9,51 6.5 end ink
    text "103" 31.9,22.9 6.5 end ink
    text "(a) one" 37.4,13 7.5 start ink
    clip 140.3,14.8 237.1,82.5
      fill series 1: circle 146.6,76.7 2
      fill series 1: circle 202.7,39.3 2
      fill series 1: circle 230.7,20.6 2
    stroke ink 0.6: 143.3,17.8 143.3,79.5 234.1,79.5; 146.6,79.5 146.6,82.5; 174.7,79.5 174.7,82.5; 202.7,79.5 202.7,82.5; 230.7,79.5 230.7,82.5; 140.3,76.7 143.3,76.7; 140.3,48.6 143.3,48.6; 140.3,20.6 143.3,20.6; 141.5,67.4 143.3,67.4; 141.5,58 143.3,58; 141.5,39.3 143.3,39.3; 141.5,29.9 143.3,29.9
    text "1" 146.6,90 6.5 middle ink
    text "2" 174.7,90 6.5 middle ink
    text "3" 202.7,90 6.5 middle ink
    text "4" 230.7,90 6.5 middle ink
    text "(b) two" 143.3,13 7.5 start ink
    text "n" 135.8,101.2 7.5 middle ink
    text "loss" 8.7,48.6 7.5 middle upwards ink
    fill series 1: circle 110.7,116.8 2.2
    text "gru" 118.7,119.3 7 start ink
    text "2 values are not positive and are not shown on the logarithmic axis: 1 in (a)," 3,129.9 6 start muted
    text "1 in (b)" 3,137.7 6 start muted
    """
}
