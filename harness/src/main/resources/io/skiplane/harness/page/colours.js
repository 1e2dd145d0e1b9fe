// Cividis (Nuñez, Anderton and Renslow 2018): from dark blue to yellow, the same to readers with any
// colour vision, and its lightness grows evenly.
const CIVIDIS = [
  [0, 34, 78], [18, 53, 112], [59, 73, 108], [87, 93, 109], [112, 113, 115],
  [138, 134, 120], [165, 156, 116], [195, 179, 105], [225, 204, 85], [254, 232, 56],
];

/** The colour of a share from 0 to 1, as [red, green, blue]. */
function shareColour(share) {
  const at = Math.min(Math.max(share, 0), 1) * (CIVIDIS.length - 1);
  const i = Math.min(Math.floor(at), CIVIDIS.length - 2);
  return CIVIDIS[i].map((low, part) => Math.round(low + (at - i) * (CIVIDIS[i + 1][part] - low)));
}
const cssColour = (parts) => "rgb(" + parts.join(", ") + ")";

/** Ink that can be read on a colour. */
function inkOn(parts) {
  const linear = parts.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  return luminance > 0.18 ? "#000000" : "#ffffff";
}
