import { NodeProgram, type NodeProgramType, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { LOOKS } from "../data/kinds.js";

/** Marks around a node, as bits. */
export const CONTESTED = 1;
export const OPEN = 2;
export const PINNED = 4;
export const GROUPED = 8;

/** Cells on each side of the atlas. */
const CELLS = 4;
const CELL = 128;
/** Empty border of a cell, so that smaller versions of the atlas do not bleed. */
const BORDER = 8;

/**
 * Draws every class's outline (red), glyph (green) and open outline (blue) once, white on black, for the shader to colour.
 * The glyph lies within the outline.
 */
function drawAtlas(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = CELL * CELLS;
  const context = canvas.getContext("2d")!;
  context.fillStyle = "#000";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.globalCompositeOperation = "lighter";
  LOOKS.forEach((look, i) => {
    context.save();
    context.translate((i % CELLS) * CELL + BORDER, Math.floor(i / CELLS) * CELL + BORDER);
    context.scale((CELL - 2 * BORDER) / 24, (CELL - 2 * BORDER) / 24);
    const shape = new Path2D(look.shape);
    context.fillStyle = "#f00";
    context.fill(shape);
    context.fillStyle = "#0f0";
    context.fill(new Path2D(look.glyph));
    context.clip(shape);
    context.strokeStyle = "#00f";
    context.lineWidth = 4;
    context.stroke(shape);
    context.restore();
  });
  return canvas;
}

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute vec2 a_look;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec2 v_point;
varying vec2 v_look;
varying float v_pixel;
const float bias = 255.0 / 254.0;
void main() {
  float radius = a_size * u_correctionRatio / u_sizeRatio * 2.0;
  vec2 offset = 3.4 * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + radius * offset, 1)).xy, 0, 1);
  v_point = offset;
  v_look = a_look;
  v_pixel = u_sizeRatio / a_size;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_point;
varying vec2 v_look;
varying float v_pixel;
uniform sampler2D u_atlas;
uniform vec3 u_paper;
uniform vec3 u_accent;
float has(float bit) { return step(0.5, mod(floor((v_look.y + 0.5) / bit), 2.0)); }
float band(float radius, float inner, float outer) {
  return smoothstep(inner - v_pixel, inner, radius) * (1.0 - smoothstep(outer, outer + v_pixel, radius));
}
void main(void) {
  float radius = length(v_point);
  #ifdef PICKING_MODE
  gl_FragColor = radius < 1.15 ? v_color : vec4(0.0);
  #else
  vec2 local = vec2(0.5 + v_point.x * 0.4375, 0.5 - v_point.y * 0.4375);
  float inside = step(max(abs(v_point.x), abs(v_point.y)), 1.12);
  float index = floor(v_look.x + 0.5);
  vec2 cell = vec2(mod(index, ${CELLS}.0), floor(index / ${CELLS}.0));
  vec3 texel = texture2D(u_atlas, (cell + clamp(local, 0.0, 1.0)) / ${CELLS}.0).rgb * inside;
  float open = has(2.0);
  vec3 filled = mix(v_color.rgb, u_paper, texel.g);
  vec3 hollow = mix(u_paper, v_color.rgb, max(texel.b, texel.g));
  float alpha = texel.r;
  vec4 color = vec4(mix(filled, hollow, open) * alpha, alpha);
  float angle = atan(v_point.y, v_point.x) / 6.2831853 + 0.5;
  float dash = step(0.38, fract(angle * 10.0));
  float thick = max(0.2, 1.6 * v_pixel);
  float ring = band(radius, 1.2, 1.2 + thick) * dash * has(1.0);
  color = mix(color, vec4(u_accent, 1.0), ring);
  float pin = band(radius, 1.12, 1.12 + 1.2 * v_pixel) * has(4.0) * (1.0 - has(1.0));
  color = mix(color, vec4(v_color.rgb, 1.0), pin);
  float halo = band(radius, 1.1, 1.32) * 0.35 * has(8.0) * (1.0 - has(1.0));
  color = mix(color, vec4(v_color.rgb, 1.0), halo);
  gl_FragColor = color;
  #endif
}`;

/** What a node carries for this program beside Sigma's own. */
export interface KindData extends NodeDisplayData {
  /** Position in {@link LOOKS}. */
  readonly look: number;
  /** Bits of {@link CONTESTED} and the like. */
  readonly marks: number;
}

/** Red, green and blue from 0 to 1. */
export type Rgb = readonly [number, number, number];

/** A node program that draws each class's outline and glyph, and rings for what is contested, in the colours of a theme. */
export function kindProgram(colours: () => { paper: Rgb; accent: Rgb }): NodeProgramType {
  return class KindProgram extends NodeProgram<"u_sizeRatio" | "u_correctionRatio" | "u_matrix" | "u_atlas" | "u_paper" | "u_accent"> {
    readonly #textures = new Map<WebGLRenderingContext | WebGL2RenderingContext, WebGLTexture>();

    getDefinition() {
      const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
      return {
        VERTICES: 3,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: TRIANGLES,
        UNIFORMS: ["u_sizeRatio", "u_correctionRatio", "u_matrix", "u_atlas", "u_paper", "u_accent"] as const,
        ATTRIBUTES: [
          { name: "a_position", size: 2, type: FLOAT },
          { name: "a_size", size: 1, type: FLOAT },
          { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_look", size: 2, type: FLOAT },
        ],
        CONSTANT_ATTRIBUTES: [{ name: "a_angle", size: 1, type: FLOAT }],
        CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
      };
    }

    processVisibleItem(id: number, start: number, data: NodeDisplayData): void {
      const { look, marks } = data as KindData;
      this.array.set([data.x, data.y, data.size, floatColor(data.color), id, look, marks], start);
    }

    setUniforms(params: RenderParams, { gl, uniformLocations: at }: ProgramInfo): void {
      const { paper, accent } = colours();
      gl.uniform1f(at.u_correctionRatio!, params.correctionRatio);
      gl.uniform1f(at.u_sizeRatio!, params.sizeRatio);
      gl.uniformMatrix3fv(at.u_matrix!, false, params.matrix);
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, this.#texture(gl));
      gl.uniform1i(at.u_atlas!, 0);
      gl.uniform3f(at.u_paper!, ...paper);
      gl.uniform3f(at.u_accent!, ...accent);
    }

    #texture(gl: WebGLRenderingContext | WebGL2RenderingContext): WebGLTexture {
      let texture = this.#textures.get(gl);
      if (!texture) {
        texture = gl.createTexture()!;
        gl.bindTexture(gl.TEXTURE_2D, texture);
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, drawAtlas());
        gl.generateMipmap(gl.TEXTURE_2D);
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
        this.#textures.set(gl, texture);
      }
      return texture;
    }

    override kill(): void {
      for (const [gl, texture] of this.#textures) gl.deleteTexture(texture);
      super.kill();
    }
  } as unknown as NodeProgramType;
}
