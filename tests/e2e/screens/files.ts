import type { Page } from '@playwright/test';

export interface PaintedFiles {
  photo: Buffer;
  tall: Buffer;
  sticker: Buffer;
  video: Buffer;
}

/** Files as customers send them, painted by the browser so that the repository need not hold any. */
export async function paintFiles(page: Page): Promise<PaintedFiles> {
  const blank = await page.context().newPage();
  const painted = await blank.evaluate(paint);
  await blank.close();
  const bytes = (url: string) => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  return {
    photo: bytes(painted.photo),
    tall: bytes(painted.tall),
    sticker: bytes(painted.sticker),
    video: bytes(painted.video),
  };
}

/** Runs in the page: a tap over a basin, in several shapes, and one second of it as a film. */
async function paint(): Promise<Record<keyof PaintedFiles, string>> {
  function canvasOf(width: number, height: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    return [canvas, canvas.getContext('2d')!];
  }

  function tap(context: CanvasRenderingContext2D, width: number, height: number, drop: number): void {
    const wall = context.createLinearGradient(0, 0, width, height);
    wall.addColorStop(0, '#dfe7e4');
    wall.addColorStop(1, '#9fb3ad');
    context.fillStyle = wall;
    context.fillRect(0, 0, width, height);
    context.strokeStyle = '#c9d6d1';
    for (let x = 0; x < width; x += width / 8) context.strokeRect(x, 0, width / 8, height * 0.7);
    context.fillStyle = '#f7f7f4';
    context.fillRect(0, height * 0.7, width, height * 0.3);
    context.lineWidth = Math.min(width, height) / 12;
    context.lineCap = 'round';
    context.strokeStyle = '#6d7a80';
    context.beginPath();
    context.moveTo(width * 0.35, height * 0.72);
    context.lineTo(width * 0.35, height * 0.35);
    context.quadraticCurveTo(width * 0.35, height * 0.2, width * 0.52, height * 0.2);
    context.quadraticCurveTo(width * 0.66, height * 0.2, width * 0.66, height * 0.36);
    context.stroke();
    context.fillStyle = '#4a90b8';
    context.beginPath();
    context.arc(width * 0.66, height * (0.46 + drop * 0.3), Math.min(width, height) / 40, 0, Math.PI * 2);
    context.fill();
  }

  function photo(width: number, height: number): string {
    const [canvas, context] = canvasOf(width, height);
    tap(context, width, height, 0.3);
    return canvas.toDataURL('image/jpeg', 0.85);
  }

  function sticker(): string {
    const [canvas, context] = canvasOf(512, 512);
    context.font = '400px sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText('🔧', 256, 280);
    return canvas.toDataURL('image/webp');
  }

  async function film(): Promise<string> {
    const [canvas, context] = canvasOf(640, 360);
    const recorder = new MediaRecorder(canvas.captureStream(15), { mimeType: 'video/webm' });
    const pieces: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
    const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve));
    recorder.start();
    for (let frame = 0; frame < 15; frame++) {
      tap(context, 640, 360, frame / 15);
      await new Promise((resolve) => setTimeout(resolve, 66));
    }
    recorder.stop();
    await stopped;
    const reader = new FileReader();
    const read = new Promise((resolve) => reader.addEventListener('load', resolve));
    reader.readAsDataURL(new Blob(pieces));
    await read;
    return reader.result as string;
  }

  return { photo: photo(1200, 900), tall: photo(700, 1100), sticker: sticker(), video: await film() };
}
