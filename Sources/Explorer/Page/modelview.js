export class ModelView { constructor(work) { this.element = document.createElement("div"); } enter() {} }
