import Basics
import Plot

extension PlotError: ExplainedError {}
