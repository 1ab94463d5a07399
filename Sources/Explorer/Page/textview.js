export class TextView { constructor(work) { this.element = document.createElement("div"); } enter() {} }
