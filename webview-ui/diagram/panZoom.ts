import type { Point } from './layout.ts';

const smallest = 0.05;
const largest = 3;

/** Which part of a picture is seen: moves and scales one element, by mouse, wheel, pinch and the methods below. */
export class PanZoom {
  readonly #frame: SVGElement;
  readonly #content: SVGElement;
  #scale = 1;
  #offset: Point = { x: 0, y: 0 };

  constructor(frame: SVGElement, content: SVGElement) {
    this.#frame = frame;
    this.#content = content;
    this.#listenTo(frame);
  }

  get scale(): number {
    return this.#scale;
  }

  /** All of it, but never larger than it is. */
  fit({ width, height }: { readonly width: number; readonly height: number }): void {
    const frame = this.#frame.getBoundingClientRect();
    if (width === 0 || height === 0 || frame.width === 0) return;
    this.#scale = clamped(Math.min(frame.width / width, frame.height / height, 1));
    this.#offset = {
      x: (frame.width - width * this.#scale) / 2,
      y: (frame.height - height * this.#scale) / 2,
    };
    this.#apply();
  }

  /** By a factor, around the middle or a point of the frame. */
  zoom(factor: number, around?: Point): void {
    const { width, height } = this.#frame.getBoundingClientRect();
    const { x, y } = around ?? { x: width / 2, y: height / 2 };
    const scale = clamped(this.#scale * factor);
    const ratio = scale / this.#scale;
    this.#offset = { x: x - (x - this.#offset.x) * ratio, y: y - (y - this.#offset.y) * ratio };
    this.#scale = scale;
    this.#apply();
  }

  pan(dx: number, dy: number): void {
    this.#offset = { x: this.#offset.x + dx, y: this.#offset.y + dy };
    this.#apply();
  }

  /** Moves a point of the picture into the middle, and makes it large enough to be read. */
  center({ x, y }: Point): void {
    const { width, height } = this.#frame.getBoundingClientRect();
    this.#scale = Math.max(this.#scale, 0.7);
    this.#offset = { x: width / 2 - x * this.#scale, y: height / 2 - y * this.#scale };
    this.#apply();
  }

  /** Whether a point of the picture is seen, with some room around it. */
  isInSight({ x, y }: Point): boolean {
    const { width, height } = this.#frame.getBoundingClientRect();
    const [left, top] = [this.#offset.x + x * this.#scale, this.#offset.y + y * this.#scale];
    return left > 60 && top > 30 && left < width - 60 && top < height - 30;
  }

  #apply(): void {
    const { x, y } = this.#offset;
    this.#content.setAttribute('transform', `translate(${x} ${y}) scale(${this.#scale})`);
  }

  #listenTo(frame: SVGElement): void {
    frame.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        const { left, top } = frame.getBoundingClientRect();
        // A pinch comes as a wheel with Ctrl and small steps.
        const speed = event.ctrlKey ? 0.01 : 0.0015;
        if (event.shiftKey) this.pan(-event.deltaY - event.deltaX, 0);
        else this.zoom(Math.exp(-event.deltaY * speed), { x: event.clientX - left, y: event.clientY - top });
      },
      { passive: false },
    );
    frame.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || (event.target as Element).closest('.node')) return;
      frame.setPointerCapture(event.pointerId);
      frame.classList.add('dragging');
    });
    frame.addEventListener('pointermove', (event) => {
      if (frame.hasPointerCapture(event.pointerId)) this.pan(event.movementX, event.movementY);
    });
    frame.addEventListener('lostpointercapture', () => {
      frame.classList.remove('dragging');
    });
  }
}

function clamped(scale: number): number {
  return Math.min(largest, Math.max(smallest, scale));
}
