// What a picture of an element shows, read pixel by pixel: what a style says and what is seen are not always the same.

/** The share of pixels whose contrast to the picture's commonest colour is at least 3:1 (WCAG 1.4.11). */
export async function shareThatIsSeen(context, png) {
  const page = await context.newPage(); // about:blank has no policy against data: addresses
  try {
    return await page.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const drawing = canvas.getContext("2d");
      drawing.drawImage(image, 0, 0);
      const { data: bytes } = drawing.getImageData(0, 0, image.width, image.height);
      const linear = (byte) => (byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
      const light = (at) => 0.2126 * linear(bytes[at]) + 0.7152 * linear(bytes[at + 1]) + 0.0722 * linear(bytes[at + 2]);
      const counts = new Map();
      for (let at = 0; at < bytes.length; at += 4) {
        const here = light(at);
        counts.set(here, (counts.get(here) ?? 0) + 1);
      }
      const [[ground]] = [...counts].sort(([, a], [, b]) => b - a);
      const contrast = (here) => (Math.max(here, ground) + 0.05) / (Math.min(here, ground) + 0.05);
      const seen = [...counts].filter(([here]) => contrast(here) >= 3).reduce((sum, [, count]) => sum + count, 0);
      return seen / (bytes.length / 4);
    }, png.toString("base64"));
  } finally {
    await page.close();
  }
}
