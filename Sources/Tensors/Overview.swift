// Tensors: element types, shapes, and rows of any stored type as 32-bit floats.
//
// A tensor views the file it comes from; what is not stored as floats is converted a block of rows at a time. Sums
// run over blocks whose bounds depend on the shape alone and are added in a fixed order, so that the same file gives
// the same bits on any number of cores.
