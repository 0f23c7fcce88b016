import Plot

extension PlotError: ExplainedError {}
