//! Abbreviations that readers of engineering guides know; a publication sets its own list in its profile.

pub const KNOWN: &[&str] = &[
    "ACID", "ACL", "ACM", "AES", "AJAX", "AMD", "AMQP", "ANSI", "API", "ARM", "ARP", "ASCII", "ASGI", "AST", "AWS",
    "BASE", "BGP", "BIOS", "BSD", "BSON", "BST", "CAP", "CDN", "CEO", "CET", "CGI", "CLI", "CMS", "CNCF", "CORS",
    "CPU", "CRC", "CRDT", "CRUD", "CSP", "CSRF", "CSS", "CSV", "CTO", "CVE", "DAG", "DDL", "DDOS", "DHCP", "DML",
    "DNS", "DOM", "DOS", "DSL", "DST", "DTO", "EAT", "EOF", "ERP", "ESM", "ETL", "EUR", "FAQ", "FIFO", "FTP", "GBP",
    "GCP", "GDPR", "GIF", "GMT", "GNU", "GPU", "GRPC", "GUI", "HDD", "HMAC", "HTML", "HTTP", "HTTPS", "IANA", "ICMP",
    "IDE", "IEEE", "IETF", "IMAP", "INI", "IOPS", "IPC", "IRC", "ISO", "ISP", "JIT", "JPEG", "JPG", "JSON", "JSX",
    "JVM", "JWT", "KES", "LAN", "LDAP", "LIFO", "LLM", "LRU", "LTS", "MAC", "MDX", "MIME", "MIT", "MVC", "MVP", "NAT",
    "NFS", "NIST", "NPM", "NTP", "NULL", "OCR", "OLAP", "OLTP", "OOP", "ORM", "OSS", "OTP", "OWASP", "PDF", "PEM",
    "PHP", "PID", "PIN", "PKI", "PNG", "POP", "POSIX", "PST", "PWA", "QPS", "QUIC", "RAID", "RAM", "RBAC", "REPL",
    "REST", "RFC", "ROI", "ROM", "RPC", "RPS", "RSA", "RSS", "RTT", "SASS", "SCSS", "SDK", "SEO", "SFTP", "SHA", "SIM",
    "SLA", "SLI", "SLO", "SMS", "SMTP", "SOAP", "SOC", "SPA", "SQL", "SRE", "SSD", "SSE", "SSH", "SSL", "SSO", "SSR",
    "SVG", "TCP", "TDD", "TLS", "TOML", "TPS", "TSV", "TSX", "TTL", "TTY", "UDP", "URI", "URL", "URN", "USB", "USD",
    "UTC", "UTF", "UUID", "VAT", "VCPU", "VLAN", "VPC", "VPN", "VPS", "WAF", "WAL", "WAN", "WASM", "WCAG", "WSGI",
    "XML", "XSS", "YAML", "ZIP", // Methods, statements and words written large.
    "AND", "BEGIN", "DENY", "DROP", "FALSE", "FROM", "GET", "GRANT", "HEAD", "INTO", "JOIN", "NOT", "NOTE", "PATCH",
    "POST", "PUT", "TABLE", "TODO", "TRUE", "WHERE", "WITH", "ON", "FOR", "SET",
];
