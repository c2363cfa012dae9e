package app.henk;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What BlockHound would report and what does not wait: the kernel's random numbers, of which a login needs some, and the
 * lock that Netty's allocator holds for a few instructions.
 */
public final class AllowedBlocking implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("java.security.SecureRandom", "nextBytes");
        for (String method : new String[] {"free", "allocate", "tryAllocate"}) {
            builder.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$Magazine", method);
        }
    }
}
