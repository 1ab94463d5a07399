// Colours: the figures' own (Sources/Figures/Color), so that a map here and a map on paper agree.

const series = {
  light: ["#0072b2", "#d2590f", "#1f6b3a", "#7b2a80", "#b98a14", "#383b40"],
  dark: ["#4da9e8", "#f58a42", "#3fe0ae", "#a678b5", "#f7d060", "#c8ccd2"],
};
const neutral = { light: "#a3a9b2", dark: "#5d656f" };

/** Whether the page is dark now. */
export function isDark() { return document.documentElement.dataset.theme === "dark"; }

const mode = () => (isDark() ? "dark" : "light");

/** The colour of a group that is no step of a number. */
export function groupColor(place) { return series[mode()][place % series.light.length]; }

/** The colour of the rest. */
export function restColor() { return neutral[mode()]; }

/** A colour of the style sheet, such as `--text`. */
export function styleColor(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }

/** The colour of a number from 0 to 1 on a scale of one direction, lighter all the way. */
export function sequential(t) {
  const side = t - 0.45;
  return fromOKLab(0.24 + 0.68 * t, 0.091 + (side < 0 ? 0.12 : 0.28) * side * side, 305 - 200 * t);
}

/** The colour of a number from 0 to 1 on a scale of two directions, near white in the middle. */
export function diverging(t) {
  const distance = Math.abs(2 * t - 1);
  const rise = distance * (2.4 - 1.4 * distance);
  return fromOKLab(0.972 - 0.562 * distance, (t < 0.5 ? 0.147 : 0.144) * rise, t < 0.5 ? 258 : 34);
}

/** A step of a number on a map: the ends that vanish on the page are left out. */
export function stepColor(t) { return hex(sequential(isDark() ? 0.25 + 0.75 * t : 0.05 + 0.8 * t)); }

/** A colour as CSS writes it. */
export function hex(parts) { return "#" + parts.map((part) => part.toString(16).padStart(2, "0")).join(""); }

/** The parts of a colour written `#rrggbb`. */
export function parts(color) { return [1, 3, 5].map((start) => parseInt(color.slice(start, start + 2), 16)); }

/** Black or white: what is easier to read on a colour (WCAG 2.1). */
export function inkOn([red, green, blue]) {
  const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) > 0.179 ? "#111111" : "#ffffff";
}

/** OKLab's lightness, chroma and hue as bytes of sRGB (Björn Ottosson, 2020). */
function fromOKLab(lightness, chroma, hue) {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ].map((linear) => {
    const light = Math.min(Math.max(linear, 0), 1);
    return Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));
  });
}
