/** Styles are gathered into a file beside the page's script by the bundler. */
declare module '*.css';
