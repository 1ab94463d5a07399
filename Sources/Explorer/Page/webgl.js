// Points by WebGL2: one context for all panes (browsers keep 16 alive), each drawn in its own part of the canvas.

const vertexShader = `#version 300 es
layout(location = 0) in vec3 place;
layout(location = 1) in uint group;
uniform vec3 centerHigh, centerLow;   // A centre in two floats: deep zooms need more digits than one has.
uniform mat3 turn;
uniform vec2 scale;
uniform float depth, size;
uniform vec4 ring;                    // Alpha above 0: the one colour of all points drawn.
uniform sampler2D colors;
flat out vec4 color;
flat out float radius;
void main() {
  vec3 seen = turn * ((place - centerHigh) - centerLow);
  float nearness = clamp(seen.z * depth, -1.0, 1.0);
  gl_Position = vec4(seen.xy * scale, -0.9 * nearness, 1.0);
  gl_PointSize = size * (1.0 + 0.45 * nearness) + 1.0;
  radius = gl_PointSize * 0.5;
  color = texelFetch(colors, ivec2(int(group), 0), 0);
  if (color.a == 0.0) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
  if (ring.a > 0.0) color = ring;
  color.a *= 1.0 + 0.35 * min(nearness, 0.0);
}`;

const fragmentShader = `#version 300 es
precision mediump float;
flat in vec4 color;
flat in float radius;
uniform float alpha;
out vec4 ink;
void main() {
  float away = length(gl_PointCoord - 0.5) * 2.0 * radius;
  float cover = clamp(radius - away, 0.0, 1.0) * alpha * color.a;
  if (cover < 0.01) discard;
  ink = vec4(color.rgb * cover, cover);
}`;

/** Draws panes by WebGL2; `make` gives null where a browser has none. */
export class WebGLPoints {
  static make(canvas) {
    const gl = canvas.getContext("webgl2", { antialias: false, alpha: true, depth: false, powerPreference: "low-power" });
    return gl && new WebGLPoints(canvas, gl);
  }

  constructor(canvas, gl) {
    this.gl = gl;
    this.name = "WebGL2";
    this.largestRatio = 2;
    this.begin();
    canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());
    canvas.addEventListener("webglcontextrestored", () => {
      this.begin();
      this.onrestored?.();
    });
  }

  /** Makes what a context holds; anew after it was lost. */
  begin() {
    const { gl } = this;
    const program = gl.createProgram();
    for (const [type, source] of [[gl.VERTEX_SHADER, vertexShader], [gl.FRAGMENT_SHADER, fragmentShader]]) {
      const shader = gl.createShader(type);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    gl.useProgram(program);
    this.at = Object.fromEntries(
      ["centerHigh", "centerLow", "turn", "scale", "depth", "size", "ring", "alpha"]
        .map((name) => [name, gl.getUniformLocation(program, name)]));
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    this.clouds = new WeakMap();
    this.lists = new WeakMap();
    this.texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  }

  /** Draws all panes on a canvas of `width` × `height` device pixels. */
  draw(width, height, ratio, panes) {
    const { gl } = this;
    if (gl.isContextLost()) return;
    gl.disable(gl.SCISSOR_TEST);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.SCISSOR_TEST);
    for (const pane of panes) if (pane.cloud) this.drawPane(pane, height, ratio);
  }

  drawPane(pane, height, ratio) {
    const { gl, at } = this;
    const { cloud, camera, box } = pane;
    const area = [box.left * ratio, height - (box.top + box.height) * ratio, box.width * ratio, box.height * ratio];
    gl.viewport(...area);
    gl.scissor(...area);
    gl.bindVertexArray(this.array(cloud));
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 256, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, pane.colors);
    const high = camera.center.map(Math.fround);
    gl.uniform3fv(at.centerHigh, high);
    gl.uniform3fv(at.centerLow, camera.center.map((value, axis) => value - high[axis]));
    gl.uniformMatrix3fv(at.turn, true, camera.turn);
    gl.uniform2f(at.scale, (2 * camera.scale) / box.width, (2 * camera.scale) / box.height);
    gl.uniform1f(at.depth, cloud.dimensions === 3 ? (2.2 * camera.fitting) / Math.min(box.width, box.height) : 0);
    gl.uniform4f(at.ring, 0, 0, 0, 0);
    gl.uniform1f(at.size, pane.pointSize * ratio);
    gl.uniform1f(at.alpha, pane.alpha);
    gl.drawArrays(gl.POINTS, 0, cloud.count);
    gl.uniform1f(at.alpha, 1);
    for (const { ids, ring } of pane.layers) {
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.list(ids));
      gl.uniform4f(at.ring, ...ring.map((part) => part / 255), 1);
      gl.uniform1f(at.size, (pane.pointSize + 5) * ratio);
      gl.drawElements(gl.POINTS, ids.length, gl.UNSIGNED_INT, 0);
      gl.uniform4f(at.ring, 0, 0, 0, 0);
      gl.uniform1f(at.size, (pane.pointSize + 2.4) * ratio);
      gl.drawElements(gl.POINTS, ids.length, gl.UNSIGNED_INT, 0);
    }
  }

  /** A cloud's buffers; groups are taken anew where they changed. */
  array(cloud) {
    const { gl } = this;
    let held = this.clouds.get(cloud);
    if (!held) {
      held = { array: gl.createVertexArray(), groups: gl.createBuffer(), version: -1 };
      gl.bindVertexArray(held.array);
      gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
      // A row without a place goes so far away that it is never seen; NaN may be anything to a shader.
      gl.bufferData(gl.ARRAY_BUFFER, cloud.points.map((value) => (Number.isNaN(value) ? 1e30 : value)), gl.STATIC_DRAW);
      gl.enableVertexAttribArray(0);
      gl.vertexAttribPointer(0, cloud.dimensions, gl.FLOAT, false, 0, 0);
      this.clouds.set(cloud, held);
    }
    if (held.version !== cloud.version) {
      gl.bindVertexArray(held.array);
      gl.bindBuffer(gl.ARRAY_BUFFER, held.groups);
      gl.bufferData(gl.ARRAY_BUFFER, cloud.groups, gl.STATIC_DRAW);
      gl.enableVertexAttribArray(1);
      gl.vertexAttribIPointer(1, 1, gl.UNSIGNED_BYTE, 0, 0);
      held.version = cloud.version;
    }
    return held.array;
  }

  /** A list of rows as a buffer. */
  list(ids) {
    const { gl } = this;
    let buffer = this.lists.get(ids);
    if (!buffer) {
      buffer = gl.createBuffer();
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffer);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, ids, gl.STATIC_DRAW);
      this.lists.set(ids, buffer);
    }
    return buffer;
  }
}
