// Checkpoints: the files that hold weights, each format a folder behind one protocol.
//
// Everything a header says is checked before anything is viewed: bounds, overlaps, overflow, counts, nesting. A
// pickle is read by a machine of its own with a closed list of what it may name, and is never run. What passes is a
// list of tensors that view their file.
