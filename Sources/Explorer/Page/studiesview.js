export class StudiesView { constructor(work) { this.element = document.createElement("div"); } enter() {} }
