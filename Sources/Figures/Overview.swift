// Figures: a figure as data, laid out into a scene of a few primitives, which a canvas draws.
//
// A figure says what is shown, never where; layout is a function of figure, size and text widths. So the same figure
// becomes SVG here, PNG and PDF elsewhere, and a test compares scenes as text.
