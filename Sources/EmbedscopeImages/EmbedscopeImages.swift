// Figures as PNG and PDF: what `Figure.svg()` cannot write, with Cairo and Pango behind it.
@_exported public import Figures
@_exported public import FiguresCairo
