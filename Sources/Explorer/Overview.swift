// Explorer: opened models in a browser.
//
// HTTP/     requests and answers as plain values; HTTPServer alone knows the library that takes them off the wire
// Routes/   one table of all routes, each a function of the explorer and a request
// Models/   what is kept of each model: its facts, and answers that are the same every time
// Jobs/     studies that run in the background, one at a time
// Results/  what studies found, as folders of files ready to be sent: in memory, or on disk for the next start
// Page/     the page itself: HTML, style and scripts, which CExplorerPage puts into the tool
//
// A route never opens a file by a name that a request gave. Everything a page loads is a path without a query where that
// is possible, so that an export is the same files in a folder.
