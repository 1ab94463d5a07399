// HTMLBlocks: the blocks of a result as HTML, the same for a report and for the explorer.
//
// Every text of a result is escaped here and nowhere else on its way to a page.
