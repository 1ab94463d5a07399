export class MatrixView { constructor(work) { this.element = document.createElement("div"); } enter() {} }
