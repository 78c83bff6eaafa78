/** How requests leave this computer: what the host knows of proxies and certificates. Asked for anew after each change. */
export interface NetworkSettings {
  /** `http(s)://[user:password@]host[:port]` or `socks5://…`; undefined = straight to the server. */
  readonly proxy: string | undefined;
  /** Value of the header `Proxy-Authorization`, where the address of the proxy does not say it. */
  readonly proxyAuthorization: string | undefined;
  /** Hosts that are reached without the proxy, with their subdomains; `*` = all. This computer always is. */
  readonly noProxy: readonly string[];
  /** Whether a certificate must be signed by somebody who is trusted. */
  readonly isStrict: boolean;
  /** Whom to trust, as PEM texts; undefined = those that come with Node.js. */
  readonly trustedCertificates: readonly string[] | undefined;
}

/** Without a proxy, with the certificates that come with Node.js. */
export const directNetwork: NetworkSettings = {
  proxy: undefined,
  proxyAuthorization: undefined,
  noProxy: [],
  isStrict: true,
  trustedCertificates: undefined,
};
