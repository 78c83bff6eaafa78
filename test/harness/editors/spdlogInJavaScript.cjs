// Stands in for @vscode/spdlog, the editor's native log writer, in a code-server that was installed without compiling.
// Without it, the editor has no log files, and "Show Log" of an extension shows nothing. It implements what
// VS Code 1.139 calls; files do not rotate.
// (It is CommonJS because the file that it replaces is.)
const { appendFileSync, mkdirSync } = process.getBuiltinModule('node:fs');
const path = process.getBuiltinModule('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  #file;
  #level = 2;
  #plain = false;

  /**
   * @param {string} file
   */
  constructor(file) {
    this.#file = file;
    mkdirSync(path.dirname(file), { recursive: true });
  }

  /** @param {string} message */
  trace(message) {
    this.#write(0, message);
  }

  /** @param {string} message */
  debug(message) {
    this.#write(1, message);
  }

  /** @param {string} message */
  info(message) {
    this.#write(2, message);
  }

  /** @param {string} message */
  warn(message) {
    this.#write(3, message);
  }

  /** @param {string} message */
  error(message) {
    this.#write(4, message);
  }

  /** @param {string} message */
  critical(message) {
    this.#write(5, message);
  }

  getLevel() {
    return this.#level;
  }

  /** @param {number} level */
  setLevel(level) {
    this.#level = level;
  }

  clearFormatters() {
    this.#plain = true;
  }

  setPattern() {
    this.#plain = false;
  }

  flush() {
    // Every message is in its file already.
  }

  drop() {
    // There is nothing to let go of.
  }

  /**
   * @param {number} level
   * @param {string} message
   */
  #write(level, message) {
    if (level < this.#level) return;
    const time = new Date().toISOString().slice(0, -1).replace('T', ' ');
    appendFileSync(this.#file, this.#plain ? message : `${time} [${levels[level] ?? 'info'}] ${message}\n`);
  }
}

/**
 * @param {string} _name
 * @param {string} file
 */
function createLogger(_name, file) {
  return Promise.resolve(new Logger(file));
}

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
