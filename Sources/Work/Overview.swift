// Work: what a long work needs: a way to say how far it is, a lock, a loop over all cores.
//
// There is one type for progress, and what its listener throws ends the work: so that a download, a search and a
// report are shown and cancelled in one way, by whoever asked for them. Nothing here knows what the work is.
