package app.henk.platform;

import java.net.InetAddress;
import java.util.Optional;

/** An address or a network in CIDR notation. */
record AddressRange(byte[] network, int bits) {

    static AddressRange parse(String text) {
        String[] parts = text.strip().split("/", 2);
        byte[] network = literal(parts[0]).orElseThrow(() -> refused(text)).getAddress();
        try {
            int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : network.length * 8;
            if (bits < 0 || bits > network.length * 8) {
                throw refused(text);
            }
            return new AddressRange(network, bits);
        } catch (NumberFormatException e) {
            throw refused(text);
        }
    }

    /** Never asks a name server. Empty for anything but an address. */
    static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((other[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static StartRefused refused(String text) {
        return new StartRefused(
                "HENK_TRUSTED_PROXIES: \"" + text + "\" is neither an address nor a network.",
                "It looks like 10.0.0.0/8,127.0.0.1.");
    }
}
