// FiguresCairo: the canvas that draws PNG and PDF, with Cairo and Pango.
//
// The one module with graphics libraries behind it: whoever needs SVG alone does not link them.
