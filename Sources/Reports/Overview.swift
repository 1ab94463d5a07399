// Reports: chosen studies as one page that works offline, with figures, data and a manifest beside it.
//
// Sections come from the catalogue, and their blocks become HTML as everywhere. A report is written beside its place
// and takes it at the end, so that a failure leaves what was there.
