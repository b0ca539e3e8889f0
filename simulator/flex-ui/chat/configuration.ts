const client = 'https://aim.us1.twilio.com/Client/v2'

/** The Conversations SDK's configuration: all its addresses and permissions. */
export const chatConfiguration = (identity: string) => ({
  identity,
  links: {
    my_conversations: `${client}/MyConversations`,
    conversations: `${client}/Conversations`,
    users: `${client}/Users`,
    current_user: `${client}/MyUser`,
    typing: `${client}/Typing`,
    media_service: 'https://mcs.us1.twilio.com/v1/Services/simulated/Media',
    media_set_service: 'https://mcs.us1.twilio.com/v1/Services/simulated/MediaSet',
    messages_receipts: `${client}/Receipts`,
  },
  sync_objects: { my_user_info: `${identity}.user_info`, my_conversations: `${identity}.my_conversations` },
  options: {
    media_attachments_count_limit: 10,
    media_attachment_size_limit_in_mb: 10,
    media_attachments_total_size_limit_in_mb: 50,
    email_histories_allowed_mime_types: [],
    email_bodies_allowed_mime_types: [],
    user_infos_to_subscribe: 100,
    reachability_enabled: false,
    http_cache_interval: 'PT5S',
    consumption_report_interval: 'PT5S',
  },
})
