export class PairView { constructor(work) { this.element = document.createElement("div"); } enter() {} }
